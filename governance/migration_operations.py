"""How our migrations run: many operations against one picture of the models instead of a new picture for each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Do these operations as one.

    Django draws every model anew after each operation, which with history tables and triggers takes a minute for a
    database that is made in a second: on each first start and before each run of the tests. Operations in here must
    not look at a state between them, so no field may be added and taken away again in one of these. A table that is
    made here is made whole, with what the operations after it add to it.
    """

    atomic = True
    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Take the operations in the order in which they are to be done."""
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the plain description of the models; it is drawn again when the database asks for it."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Do each operation, all between the same two states."""
        for operation in self._for_the_database():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Undo each operation, the last one first."""
        for operation in reversed(self._for_the_database()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _for_the_database(self) -> list[Operation]:
        made = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        return [
            operation
            for operation in self.operations
            if not (isinstance(operation, (AddField, AddConstraint, AddIndex)) and operation.model_name.lower() in made)
        ]

    def describe(self) -> str:
        """What ``migrate --plan`` shows."""
        return "; ".join(operation.describe() for operation in self.operations)
