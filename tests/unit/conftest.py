"""Its being here puts this folder on the path: `reported` is shared by the tests of two rooms."""
