"""`tthc`: the officers' and operators' command line."""
