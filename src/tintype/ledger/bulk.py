"""Many rows in one statement whose text never changes, on both databases.

PostgreSQL gets rows as JSON: a statement for each row would cost it and us thirty microseconds, and
its driver's arrays cost as much. SQLite executes a statement for each row in two.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Text, TypeDecorator, bindparam, cast, column, func, insert, select, update
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from tintype.ledger.rows import text_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Dialect, Executable, Table

Row = dict[str, Any]


class AsJson(TypeDecorator[Any]):
    """A value to bind as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return text_of(value)


class _Among(FunctionElement[Any]):
    inherit_cache = True
    type = NullType()  # a Boolean would be compared with 1 on SQLite, and no index used


def among(column: ColumnElement[Any], name: str = "ids") -> ColumnElement[bool]:
    """Whether the column is in the list of texts that is bound to `name`."""
    return _Among(column, bindparam(name, type_=AsJson()))


@compiles(_Among)
def _in_sqlite(element: _Among, compiler: Any, **more: Any) -> str:
    name, texts = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{name} IN (SELECT value FROM json_each({texts}))"


@compiles(_Among, "postgresql")
def _in_postgres(element: _Among, compiler: Any, **more: Any) -> str:
    name, texts = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{name} = ANY (ARRAY(SELECT json_array_elements_text(CAST({texts} AS JSON))))"


class Change(NamedTuple):
    """Rows to insert, or to update where the first column named is equal. All name the same columns."""

    table: Table
    rows: list[Row]
    new: bool

    def make(self, connection: Connection) -> None:
        """Executes it; without rows it does nothing."""
        if not self.rows:
            return
        names = tuple(self.rows[0])
        if connection.dialect.name == "postgresql":
            statement = (_insert_json if self.new else _update_json)(self.table, names)
            connection.execute(statement, {"rows": self.rows})
        elif self.new:
            connection.execute(_insert(self.table), self.rows)
        else:
            rows = [{f"{name}_": value for name, value in row.items()} for row in self.rows]
            connection.execute(_update(self.table, names), rows)


def added(table: Table, rows: list[Row]) -> Change:
    """New rows."""
    return Change(table, rows, new=True)


def changed(table: Table, rows: list[Row]) -> Change:
    """Other values for the rows with that key, which is the first column named."""
    return Change(table, rows, new=False)


@functools.cache
def _insert(table: Table) -> Executable:
    return insert(table).inline()


@functools.cache
def _update(table: Table, names: tuple[str, ...]) -> Executable:
    key, *values = names
    what = update(table).where(table.c[key] == bindparam(f"{key}_"))
    return what.values({name: bindparam(f"{name}_") for name in values})


def _from_json(table: Table, names: tuple[str, ...]) -> Any:
    """The rows bound as `rows`, as a table with these columns."""
    rows = func.json_to_recordset(cast(bindparam("rows", type_=AsJson()), JSON()))
    columns = [column(name, table.c[name].type) for name in names]
    return rows.table_valued(*columns, name="given").render_derived(with_types=True)


@functools.cache
def _insert_json(table: Table, names: tuple[str, ...]) -> Executable:
    given = _from_json(table, names)
    return insert(table).from_select(list(names), select(*(given.c[name] for name in names))).inline()


@functools.cache
def _update_json(table: Table, names: tuple[str, ...]) -> Executable:
    given = _from_json(table, names)
    key, *values = names
    return update(table).where(table.c[key] == given.c[key]).values({name: given.c[name] for name in values})
