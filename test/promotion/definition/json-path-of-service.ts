type Query = (options: { path: string; json: object; wrap?: boolean }) => unknown;

/** `jsonpath-plus`, where a path that can lead to several places gives a list as in the service, whatever is there. */
export function jsonPathOfService(): object {
  const original = jest.requireActual<{ JSONPath: Query }>('jsonpath-plus');
  const JSONPath: Query = (options) =>
    original.JSONPath(options.wrap === false ? { ...options, wrap: isIndefinite(options.path) } : options);
  return { ...original, JSONPath };
}

function isIndefinite(path: string): boolean {
  return /\[\*\]|\.\*|\[\?/.test(path);
}
