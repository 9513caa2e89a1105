"""An editor without a screen: speaks with a real YAML language server, as VS Code does."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Any

from browsing import PATIENCE, ROOT

SETTINGS = ROOT / ".vscode" / "settings.json"
DEFAULTS = {"yaml.validate": True, "yaml.completion": True, "yaml.hover": True}
"""What VS Code's extension sends unless the settings say otherwise."""


class Editor:
    """A language server and the texts that are open in it."""

    def __init__(self, server: "subprocess.Popen[bytes]") -> None:
        self._server = server
        self._asked = 0
        self._opened = 0
        self._settings = DEFAULTS | json.loads(SETTINGS.read_text("utf-8"))

    def start(self) -> None:
        """Shake hands, and wait until the settings are known: until a mistake is seen."""
        workspace = {"configuration": True, "workspaceFolders": True}
        words = {"documentationFormat": ["markdown"], "snippetSupport": True}
        completion = {"completionItem": words}
        capabilities = {"workspace": workspace, "textDocument": {"completion": completion}}
        folder = {"uri": ROOT.as_uri(), "name": "root"}
        self._answer(
            "initialize",
            {
                "processId": None,
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": capabilities,
                "locale": "zh-cn",
            },
        )
        self._tell("initialized", {})
        for name in ("catalog.yaml", "sources.yaml", "theme.yaml"):
            uri = self.open(name, "no-such-key: 1\n")
            while not self.diagnostics(uri):
                pass

    def open(self, name: str, text: str, uri: str = "") -> str:
        """Open a text as a file of a data folder, and return its address."""
        self._opened += 1
        uri = uri or (ROOT / f"open-{self._opened}" / "data" / name).as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Wait for what is underlined in a text."""
        while True:
            said = self._heard()
            if said.get("method") == "textDocument/publishDiagnostics":
                found: dict[str, Any] = said["params"]
                if found["uri"] == uri:
                    return list(found["diagnostics"])

    def completion(self, uri: str, line: int, character: int) -> dict[str, dict[str, Any]]:
        """Return what is offered at a place, by label."""
        found = self._answer("textDocument/completion", _at(uri, line, character))
        return {item["label"]: item for item in found["items"]}

    def hover(self, uri: str, line: int, character: int) -> str:
        """Return what is shown when the mouse rests on a place."""
        found = self._answer("textDocument/hover", _at(uri, line, character))
        return str(found["contents"]["value"])

    def _answer(self, method: str, params: object) -> Any:  # noqa: ANN401 - any JSON
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            said = self._heard()
            if said.get("id") == self._asked and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        """Wait for a message, but not for ever; answer it if it is a question."""
        watch = Timer(PATIENCE, self._server.kill)
        watch.start()
        try:
            said = self._read()
        finally:
            watch.cancel()
        if "method" in said and "id" in said:
            asked = said["params"].get("items", []) if isinstance(said["params"], dict) else []
            result = [self._section(item.get("section", "")) for item in asked]
            self._send({"id": said["id"], "result": result or None})
        return said

    def _read(self) -> dict[str, Any]:
        assert self._server.stdout is not None
        size = 0
        while (line := self._server.stdout.readline().strip()) or not size:
            assert line or self._server.poll() is None, "the language server has gone"
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        said: dict[str, Any] = json.loads(self._server.stdout.read(size))
        return said

    def _section(self, section: str) -> Any:  # noqa: ANN401 - any setting
        """Return a section of the settings, dots as levels, as VS Code does."""
        if section in self._settings:
            return self._settings[section]
        found: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{section}."):
                *levels, last = key.removeprefix(f"{section}.").split(".")
                level = found
                for name in levels:
                    level = level.setdefault(name, {})
                level[last] = value
        return found


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    place = {"line": line - 1, "character": character - 1}
    return {"textDocument": {"uri": uri}, "position": place}


@contextmanager
def editor(command: Sequence[str]) -> Iterator[Editor]:
    """Start a language server, and stop it at the end."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        try:
            started = Editor(server)
            started.start()
            yield started
        finally:
            server.kill()
