const fence = /^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n\1\2 *$/gm;
const codeSpan = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const page = /(?:https?:\/\/|www\.)[^\s)>\]]+/g;
const linkTarget = /(?<=\])\([^)\s]*\)/g;
const quotedValue = /'[^'\s]+'/g;

/**
 * A Markdown text in which code, addresses and quoted values are of no consequence. What is left has the same offsets,
 * so that findings have their line.
 */
export function readableText(text: string): string {
  return text
    .replace(fence, (code) => code.replace(/[^\n]/g, ' '))
    .replace(codeSpan, placeholder)
    .replace(linkTarget, (target) => ' '.repeat(target.length))
    .replace(page, placeholder)
    .replace(quotedValue, placeholder);
}

/** A word of the same length that no rule is about. Its capital lets a sentence start with it. It keeps line ends. */
function placeholder(code: string): string {
  return code.replace(/[^\n]/g, 'x').replace('x', 'X');
}
