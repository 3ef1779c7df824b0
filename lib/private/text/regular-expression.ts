/** A text as a regular expression that matches it and nothing else; the caller anchors it. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A pattern of git as a regular expression: `*` stands for any text within one part of a name, never for a '/'. */
export function escapeGlob(pattern: string): string {
  return pattern.split(/\*+/).map(escapeRegExp).join('[^/]*');
}
