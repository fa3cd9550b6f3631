/** The globals that the bundle of GraphiQL defines. */

interface UnicodeHighlightOptions {
  unicodeHighlight: { ambiguousCharacters: boolean };
}

declare var MonacoEnvironment: {
  globalAPI: boolean;
  getWorkerUrl(module: string, label: string): string;
};

declare var monaco: {
  editor: {
    onDidCreateEditor(
      created: (editor: { updateOptions(options: UnicodeHighlightOptions): void }) => void,
    ): void;
  };
};

declare var YogaGraphiQL: {
  renderYogaGraphiQL(root: HTMLElement, options: Record<string, unknown>): void;
};
