"""How fast, how small and how right is it, beside named baselines? Run by hand; nothing here is shipped."""
