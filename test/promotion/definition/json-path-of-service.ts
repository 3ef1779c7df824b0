type Query = (options: { path: string; json: object; wrap?: boolean }) => unknown;

/** `jsonpath-plus` with the behaviour of the service: a path that can match several values always gives a list. */
export function jsonPathOfService(): object {
  const original = jest.requireActual<{ JSONPath: Query }>('jsonpath-plus');
  const JSONPath: Query = (options) =>
    original.JSONPath(options.wrap === false ? { ...options, wrap: isIndefinite(options.path) } : options);
  return { ...original, JSONPath };
}

function isIndefinite(path: string): boolean {
  return /\[\*\]|\.\*|\[\?/.test(path);
}
