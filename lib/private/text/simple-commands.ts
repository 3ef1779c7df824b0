const wordsOfBash = /^(?:(?:then|do|else|if|sudo|time|exec|!|\{|retry|[A-Za-z_]\w*=\S*)\s+)*/;

/** The commands of a line of Bash, without quotes and redirections. Separators in quotes are part of an argument. */
export function simpleCommands(text: string): string[] {
  return text
    .replace(/\\\n/g, ' ')
    .replace(/"[^"]*"|'[^']*'/g, (quoted) => quoted.slice(1, -1).replace(/[\n;&|()>]/g, ' '))
    .split(/\d?>+&?\s*[^\s;&|]*|[\n;&|()]+/)
    .map((one) => one.trim().replace(wordsOfBash, ''))
    .filter((one) => one !== '' && !one.startsWith('#'));
}
