import { type YAMLError } from 'yaml';

/** Faults in the words of a person who writes YAML; the parser's own codes are for programmers. */
const words: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'a wrong alias',
  BAD_DQ_ESCAPE: 'a wrong escape in a text',
  BAD_INDENT: 'a wrong indentation',
  BAD_SCALAR_START: 'a character that a plain text must not start with',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping on one line with its key',
  BLOCK_IN_FLOW: 'an indented block between brackets',
  DUPLICATE_KEY: 'a key that is already there',
  MISSING_CHAR: 'a place where a quote, a bracket, a comma or a blank is missing',
  MULTILINE_IMPLICIT_KEY: 'a key of several lines',
  MULTIPLE_DOCS: 'a second document',
  NON_STRING_KEY: 'a key that is no text',
  TAB_AS_INDENT: 'a tab as indentation',
  TAG_RESOLVE_FAILED: 'a tag that does not fit its value',
  UNEXPECTED_TOKEN: 'a character that does not belong there',
};

/** A fault of the YAML parser in plain words, to follow "got". */
export function yamlFault(code: YAMLError['code']): string {
  return words[code] ?? 'a fault';
}
