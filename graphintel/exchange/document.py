"""What every format writes: a part of the graph as somebody sees it, and under which marking, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphintel.model.subgraph import MarkingView, Subgraph


@dataclass(frozen=True, slots=True)
class Document:
    """A part of the graph to be written; positions are where the chart shows each entity, where it does."""

    graph: Subgraph
    title: str
    marking: MarkingView
    by: str
    at: str
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """Marking, title, user and time in one line."""
        return f"{self.marking.text.upper()} | {self.title} | {self.by} | {self.at}"


def highest_marking(graph: Subgraph) -> MarkingView:
    """The marking under which everything in the graph may be shown together; unclassified for nothing at all."""
    shown = {node.marking for node in graph.nodes} | {link.marking for link in graph.links}
    texts = {text for marking in shown for text in _single(marking)}
    return MarkingView.named(*sorted(texts))


def _single(marking: MarkingView) -> list[str]:
    """The marking per register, since one that was made of several names them together."""
    groups = f"/{'+'.join(marking.groups)}" if marking.groups else ""
    return [f"{register}/{marking.level}{groups}" for register in marking.registers]
