"""What can an officer do wrong that the office can explain?"""


class CatalogueError(Exception):
    """Something an officer can cause; the message says in Vietnamese what is wrong and how to go on."""
