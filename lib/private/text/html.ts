/** Markup that is safe to write into a page: made by `html`, or trusted by name. */
export class Html {
  public constructor(public readonly markup: string) {}
}

/** A value in a template: markup is used as it is, anything else as text. */
export type HtmlPart = Html | string | number | readonly Html[];

const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for the content of an element or for an attribute in quotes. Not for scripts, styles and addresses. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => special[character] ?? '');
}

/** Markup with values in it. Each value is escaped as text, unless it is markup itself. Attributes need quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(
    strings.map((text, index) => (index === 0 ? text : markupOf(parts[index - 1] ?? '') + text)).join(''),
  );
}

function markupOf(part: HtmlPart): string {
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(({ markup }) => markup).join('') : escapeHtml(String(part));
}
