// Starts `heapbook lsp` when a scenario is opened. Colours come from syntaxes/heapbook.tmLanguage.json.
const { workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("heapbook").get("path");
  client = new LanguageClient(
    "heapbook",
    "Heapbook",
    { command, args: ["lsp"], transport: TransportKind.stdio },
    { documentSelector: [{ language: "heapbook" }] },
  );
  return client.start();
};

exports.deactivate = () => client?.stop();
