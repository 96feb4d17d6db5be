"""Runs a mapping over files: which rule takes which file, what the rows become, and the account of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.drafting import Drafted, Drafter, Filing
from graphintel.intake.lookups import Lookup
from graphintel.intake.mapping.model import FileRule, IntakeMapping, LookupNames
from graphintel.intake.readers import delimited, rows
from graphintel.intake.readers.files import Examined, InputFile, examine
from graphintel.intake.report import FileReport, LinkReport, Report
from graphintel.intake.rows import Note, Rejected, Row
from graphintel.intake.terms import Terms
from graphintel.model.drafts import RecordDraft, Ref

Advance = Callable[[int], None]


def _ignore(_rows: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A file, the rule that takes it, and its account."""

    examined: Examined
    rule: FileRule
    report: FileReport


@dataclass(frozen=True, slots=True)
class _Seen:
    """The first row that had a key, and how many had it."""

    line: int
    digest: bytes
    times: int


class Run:
    """One pass of a mapping over files. Files are proved readable before the first row is drafted."""

    def __init__(
        self, mapping: IntakeMapping, files: Sequence[InputFile], filing: Filing, terms: Terms, *, dry_run: bool
    ) -> None:
        self.mapping = mapping
        self.filing = filing
        self._terms = terms
        self.report = Report(
            mapping=mapping.name, mapping_sha256=mapping.digest, source=mapping.source, marking=filing.marking.text,
            grade=filing.grade.text, legal_basis=filing.legal_basis, dry_run=dry_run,
        )  # fmt: skip
        links = {link.name: link for rule in mapping.files for link in rule.links}
        self.report.links = [LinkReport(link.name, link.type, link.counted) for link in links.values()]
        self.assigned = self._assign(files)
        self._keys: dict[str, _Seen] = {}
        self._lookups = {name: Lookup() for name in mapping.lookups}
        self._drafters = {rule.name: Drafter(mapping, rule, filing, self._lookups, terms) for rule in mapping.files}
        self._fill_lookups()

    @property
    def lines(self) -> int:
        """How many lines there are to be read: about as many as rows."""
        return sum(each.examined.lines for each in self.assigned)

    def drafts(self, assigned: Assigned, advance: Advance = _ignore) -> Iterator[RecordDraft]:
        """The drafts of a file; rejections, links and notes go into the report as they come."""
        drafter, account = self._drafters[assigned.rule.name], assigned.report
        known, unknown = frozenset(assigned.rule.form.known), dict[str, None]()
        for found in rows(assigned.examined.file, assigned.rule.form):
            account.read += 1
            advance(1)
            if isinstance(found, Rejected):
                self.report.reject(account, [found])
                continue
            if assigned.rule.form.format == "jsonl":
                unknown.update(dict.fromkeys(name for name in found.cells if name not in known))
            drafted = self._drafted(drafter, found, account)
            if drafted is None:
                continue
            self.report.tell(drafted.notes)
            if drafted.draft is None:
                self.report.reject(account, drafted.rejected)
                continue
            self.report.link(drafted.made, drafted.unresolved)
            yield drafted.draft
        if unknown:
            account.unknown_columns = tuple(unknown)
            self._tell_unknown(account)

    def _drafted(self, drafter: Drafter, row: Row, account: FileReport) -> Drafted | None:
        """The draft of a row; None where the very same row stood before."""
        reader = drafter.reader(row)
        key = drafter.key(reader)
        earlier = self._keys.get(key) if key else None
        if earlier is None:
            self._keys[key] = _Seen(row.line, row.digest, 1)
            return drafter.draft(reader)
        self._keys[key] = _Seen(earlier.line, earlier.digest, earlier.times + 1)
        if drafter.numbers_rows:
            return drafter.draft(drafter.reader(row, earlier.times))
        if earlier.digest == row.digest:
            account.unchanged += 1
            return None
        reason = _(
            "another row with the key %(key)s stands on line %(line)s already.", key=repr(key), line=earlier.line
        )
        remedy = _("Keep one of them, or let the mapping make keys that differ.")
        return Drafted(row, None, [Rejected(row.file, row.line, "key", reason, remedy)])

    def _assign(self, files: Sequence[InputFile]) -> list[Assigned]:
        """Which rule takes which file, in the order of the rules."""
        taken: list[tuple[FileRule, InputFile]] = []
        for file in files:
            rule = _rule_for(self.mapping, file, alone=len(files) == 1)
            if rule is None:
                self.report.files.append(FileReport(file.name, ""))
                self._note(file.name, "", _("no rule of the mapping takes this file; it was not read."))
            else:
                taken.append((rule, file))
        if not taken:
            patterns = ", ".join(pattern for rule in self.mapping.files for pattern in rule.patterns)
            message = _("no file here has a name that the mapping %(name)s knows.", name=self.mapping.name)
            raise Invalid(Problem("file", message, remedy=_("It takes %(patterns)s.", patterns=patterns)))
        order = [rule.name for rule in self.mapping.files]
        for rule in self.mapping.files:
            if all(each is not rule for each, _file in taken):
                self._note(rule.patterns[0], "", _("there is no such file among those given."))
        taken.sort(key=lambda pair: order.index(pair[0].name))
        return [self._examined(rule, file) for rule, file in taken]

    def _examined(self, rule: FileRule, file: InputFile) -> Assigned:
        examined = examine(file, rule.form.encoding)
        account = FileReport(file.name, rule.name, examined.size, examined.sha256)
        if rule.form.format == "csv":
            names = delimited.header(file, rule.form)
            account.unknown_columns = tuple(name for name in names if name not in rule.form.known)
        if account.unknown_columns:
            columns = ", ".join(account.unknown_columns)
            message = _(
                "the mapping does not use these columns; they are kept in the records: %(names)s.", names=columns
            )
            self._note(file.name, columns, message)
        self.report.files.append(account)
        return Assigned(examined, rule, account)

    def _tell_unknown(self, account: FileReport) -> None:
        names = ", ".join(account.unknown_columns)
        self._note(account.name, names, _("the mapping does not use these columns; the records keep what is in them."))

    def _note(self, file: str, field: str, message: str) -> None:
        self.report.tell([Note(file, None, field, message)])

    def _fill_lookups(self) -> None:
        for name, rule in self.mapping.lookups.items():
            for ref, kind, text in self._named(rule.primary):
                self._lookups[name].add(ref, kind, text)
            for names in rule.others:
                for ref, _kind, text in self._named(names):
                    self._lookups[name].add_other(ref, text)

    def _named(self, names: LookupNames) -> Iterator[tuple[Ref, str, str]]:
        """The subjects of the file that lists them, with kind and name."""
        for assigned in (each for each in self.assigned if each.rule.name == names.file):
            drafter, party = self._drafters[names.file], assigned.rule.party(names.party)
            for found in rows(assigned.examined.file, assigned.rule.form):
                if isinstance(found, Row):
                    reader = drafter.reader(found)
                    for each in drafter.identify(reader, party):
                        yield from ((each.ref, each.kind, picked.text) for picked in reader.pick(names.pick))


def _rule_for(mapping: IntakeMapping, file: InputFile, *, alone: bool) -> FileRule | None:
    """The first rule whose pattern the name of the file has; a single file needs no name for a single rule."""
    name = file.name.casefold()
    for rule in mapping.files:
        if any(fnmatchcase(name, pattern.casefold()) for pattern in rule.patterns):
            return rule
    return mapping.files[0] if alone and len(mapping.files) == 1 else None
