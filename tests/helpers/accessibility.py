"""The accessibility tree of a page, as the browser gives it to screen readers."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Node:
    role: str
    name: str
    description: str
    properties: dict[str, Any]
    children: list["Node"] = field(default_factory=list)

    def all(self, role: str) -> list["Node"]:
        """Nodes of a role below this one, in reading order."""
        found = [self] if self.role == role else []
        return found + [node for child in self.children for node in child.all(role)]

    def one(self, role: str, name: str) -> "Node":
        """The only node of a role with a name."""
        found = [node for node in self.all(role) if node.name == name]
        assert len(found) == 1, f"{role} {name!r}: {[node.name for node in self.all(role)]}"
        return found[0]

    @property
    def text(self) -> str:
        """What is read out of it."""
        words = self.name if self.role == "StaticText" else ""
        return words + "".join(child.text for child in self.children)


def read_tree(page: Page) -> Node:
    """The whole tree, without what readers pass over."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    (root,) = _built(nodes[0], by_id)
    return root


def _built(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> list[Node]:
    children = [
        found for child in node.get("childIds", []) if child in by_id for found in _built(by_id[child], by_id)
    ]
    if node["ignored"]:
        return children
    return [
        Node(
            node["role"]["value"],
            node.get("name", {}).get("value", ""),
            node.get("description", {}).get("value", ""),
            {each["name"]: each["value"].get("value") for each in node.get("properties", [])},
            children,
        )
    ]
