"""How do procedures leave and enter the catalogue as files: YAML, JSON Lines, Excel?

Nothing here touches a database. A file is taken as a whole or not at all: what is wrong with it comes back
as `BadFileError`, every problem with its sheet, line and column, its reason and its remedy.
"""

from knowledge.interchange.commented import blank_yaml, commented_yaml
from knowledge.interchange.files import read_procedures, write_procedures
from knowledge.interchange.labels import ENUM_NAMES, LABELS, enum_name, label
from knowledge.interchange.problems import BadFileError, Problem
from knowledge.interchange.yaml_files import procedure_from_yaml

__all__ = [
    "ENUM_NAMES",
    "LABELS",
    "BadFileError",
    "Problem",
    "blank_yaml",
    "commented_yaml",
    "enum_name",
    "label",
    "procedure_from_yaml",
    "read_procedures",
    "write_procedures",
]
