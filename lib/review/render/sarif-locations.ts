import { isAbsolute, relative, resolve } from 'node:path';
import { type PlaceOf } from '../read/source-places';
import { type TemplateSource } from '../templates/template-graph';
import { plainText } from './plain-text';

/** The files of templates, and the lines in them. */
export interface SarifPlaces {
  readonly files: ReadonlyMap<string, string>;
  readonly placeOf: PlaceOf;
  /** The folder from which paths start. Undefined for paths as they are. */
  readonly root: string | undefined;
}

/**
 * The location of a finding: the code that creates the resource if it is known and in the repository, and otherwise the
 * template. With the code, the template is a related location.
 */
export function sarifLocations(source: TemplateSource, { files, placeOf, root }: SarifPlaces): object {
  const { line = 1, column, code } = placeOf(source);
  const file = files.get(source.template) ?? source.template;
  const inTemplate = {
    artifactLocation: { uri: fileUri(root === undefined ? file : fromRoot(root, file)) },
    region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
  };
  const logicalLocations = [logicalLocation(source)];
  const codeFile = code && fromRoot(root ?? '.', code.file);
  if (!code || codeFile === undefined || isAbsolute(codeFile)) {
    return { locations: [{ physicalLocation: inTemplate, logicalLocations }] };
  }
  const inCode = {
    artifactLocation: { uri: fileUri(codeFile) },
    region: { startLine: code.line, startColumn: code.column },
  };
  const message = { text: 'The resource in the template' };
  return {
    locations: [{ physicalLocation: inCode, logicalLocations }],
    relatedLocations: [{ id: 1, physicalLocation: inTemplate, message }],
  };
}

function logicalLocation({ logicalId, path }: TemplateSource): object {
  return {
    name: plainText(logicalId),
    fullyQualifiedName: plainText(path === '' ? logicalId : path),
    kind: 'resource',
  };
}

/** A path from a folder. A file outside of it keeps its full path. */
function fromRoot(root: string, file: string): string {
  const full = resolve(file);
  const path = relative(resolve(root), full);
  return path === '..' || /^\.\.[/\\]/.test(path) || isAbsolute(path) ? full : path;
}

/** The address of a file: relative to the root of the Git repository, or `file:` if the path is absolute. */
function fileUri(file: string): string {
  const segments = plainText(file)
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment, index) => segment !== '.' && (segment !== '' || index === 0))
    .map(encodeURIComponent);
  const path = segments.join('/');
  if (path === '') return 'template';
  return /^\/|^[a-zA-Z]%3A\//.test(path) ? `file://${path.startsWith('/') ? '' : '/'}${path}` : path;
}
