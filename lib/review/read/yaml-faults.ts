import { type ErrorCode } from 'yaml';

/** A fault in YAML, to follow `got`, and its remedy. */
interface YamlFault {
  readonly got: string;
  readonly remedy: string;
}

/** The faults by the error codes of the parser, whose own messages are for programmers and quote the file. */
export const yamlFaults: Readonly<Record<ErrorCode, YamlFault>> = {
  ALIAS_PROPS: { got: 'an alias with a tag or an anchor', remedy: 'Leave only *NAME' },
  BAD_ALIAS: { got: 'a wrong alias', remedy: 'Put text that starts with * or & in quotes' },
  BAD_COLLECTION_TYPE: { got: 'a tag that does not fit its value', remedy: 'Remove the tag' },
  BAD_DIRECTIVE: { got: 'a wrong directive', remedy: 'Remove the line that starts with %' },
  BAD_DQ_ESCAPE: { got: 'a wrong escape in a text', remedy: 'Write \\\\ for a backslash, or use single quotes' },
  BAD_INDENT: { got: 'a wrong indentation', remedy: 'Align it with the lines above, and close all brackets' },
  BAD_PROP_ORDER: { got: 'a tag or an anchor in the wrong place', remedy: 'Put it in front of its value' },
  BAD_SCALAR_START: { got: 'a character that a plain text must not start with', remedy: 'Put the text in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    got: 'a mapping or list on the line of its key',
    remedy: 'Put it on the next line, or a text with a colon in quotes',
  },
  BLOCK_IN_FLOW: { got: 'an indented block between brackets', remedy: 'Use brackets for the inner value too' },
  DUPLICATE_KEY: { got: 'a duplicate key', remedy: 'Keep one of them' },
  IMPOSSIBLE: { got: 'text that cannot be read', remedy: 'Write the line again' },
  KEY_OVER_1024_CHARS: { got: 'a key of more than 1024 characters', remedy: 'Shorten it' },
  MISSING_CHAR: { got: 'a missing quote, bracket, comma, colon or blank', remedy: 'Add it' },
  MULTILINE_IMPLICIT_KEY: { got: 'a key of several lines', remedy: 'Write it on one line, with a colon after it' },
  MULTIPLE_ANCHORS: { got: 'a second anchor for one value', remedy: 'Keep one of them' },
  MULTIPLE_DOCS: { got: 'a second document', remedy: 'Put each document in its own file' },
  MULTIPLE_TAGS: { got: 'a second tag for one value', remedy: 'Keep one of them' },
  NON_STRING_KEY: { got: 'a key that is not a text', remedy: 'Put it in quotes' },
  RESOURCE_EXHAUSTION: { got: 'too many levels', remedy: 'Nest less' },
  TAB_AS_INDENT: { got: 'a tab as indentation', remedy: 'Indent with spaces' },
  TAG_RESOLVE_FAILED: { got: 'an unknown tag, or one that does not fit its value', remedy: 'Remove the tag' },
  UNEXPECTED_TOKEN: { got: 'an unexpected character', remedy: 'Put the text in quotes, or remove the character' },
};

/** The problem of a text that is not YAML, worded to follow its name. */
export function yamlProblem(code: ErrorCode, position: string): string {
  const { got, remedy } = yamlFaults[code];
  return `must be JSON or YAML, got ${got} at ${position}. ${remedy}.`;
}
