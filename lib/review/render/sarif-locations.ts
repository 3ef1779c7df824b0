import { isAbsolute, relative, resolve } from 'node:path';
import { type PlaceOf, type SourcePlace } from '../read/source-places';
import { type TemplateSource } from '../templates/template-graph';
import { plainText } from './plain-text';

/** The files of templates, and the lines in them. */
export interface SarifPlaces {
  readonly files: ReadonlyMap<string, string>;
  readonly placeOf: PlaceOf;
  /** The folder from which paths start. Undefined for paths as they are. */
  readonly root: string | undefined;
  /** The earlier templates, with the resources that are gone. */
  readonly earlier?: { readonly files: ReadonlyMap<string, string>; readonly placeOf?: PlaceOf } | undefined;
}

/**
 * The location of a finding: the code that creates the resource if it is known and in the repository, and otherwise the
 * template. With the code, the template is a related location. A resource that is gone is in the earlier template.
 *
 * @param text the words of the finding, which may name a property of the resource.
 */
export function sarifLocations(source: TemplateSource, text: string, places: SarifPlaces): object {
  const { files, placeOf, root, earlier } = places;
  const { code, ...now } = placeOf(source, text);
  const before = now.line === undefined ? earlier?.placeOf?.(source, text) : undefined;
  const earlierFile = earlier?.files.get(source.template);
  const newFile = files.get(source.template);
  const isGone = newFile === undefined && earlierFile !== undefined;
  const file = newFile ?? earlierFile ?? source.template;
  const inTemplate = locationIn(file, isGone ? (before ?? {}) : now, root);
  const logicalLocations = [logicalLocation(source)];
  const codeFile = code && fromRoot(root ?? '.', code.file);
  if (!code || codeFile === undefined || isAbsolute(codeFile)) {
    const gone = !isGone && before?.line !== undefined && earlierFile !== undefined;
    return {
      locations: [{ physicalLocation: inTemplate, logicalLocations }],
      ...(gone && {
        relatedLocations: [
          {
            id: 1,
            physicalLocation: locationIn(earlierFile, before, root),
            message: { text: 'The resource in the earlier template' },
          },
        ],
      }),
    };
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

function locationIn(file: string, { line = 1, column }: SourcePlace, root: string | undefined): object {
  return {
    artifactLocation: { uri: fileUri(root === undefined ? file : fromRoot(root, file)) },
    region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
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
