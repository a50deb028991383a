"""What the office knows: procedures in time, how to answer from them, and what people asked."""
