"""What can be wrong with a catalogue, rule by rule; `knowledge.checking` applies them all."""
