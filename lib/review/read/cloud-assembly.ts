import { existsSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { type CodePlace, type LoadedTemplate } from './loaded-template';
import { codePlace } from './code-place';
import { refuse } from './input-error';
import { readShortText } from './template-file';

/** A stack of a cloud assembly, before its template is read. */
export interface AssemblyStack {
  readonly name: string;
  /** The file of its template. */
  readonly path: string;
  readonly env: LoadedTemplate['env'];
  readonly terminationProtection: boolean;
  /** The files that it publishes, by their hashes: the template of a nested stack is one of them. */
  readonly assets: ReadonlyMap<string, string>;
  /** The paths of its constructs by the logical ids of their resources. */
  readonly paths: ReadonlyMap<string, string>;
  /** The code that creates its constructs, by their paths. */
  readonly code: ReadonlyMap<string, CodePlace>;
}

const manifestName = 'manifest.json';

/** Far above the levels that apps have. */
const mostLevels = 20;

/** Whether a folder is a cloud assembly. */
export function isAssembly(folder: string): boolean {
  return existsSync(join(folder, manifestName));
}

/** Whether CDK wrote the manifest of a folder: web pages and browser extensions have a file of the same name. */
export function hasArtifacts(folder: string): boolean {
  return isMapping(readJson(join(folder, manifestName)).artifacts);
}

/** The stacks of an assembly, and of those that are nested in it, such as those of a stage. */
export function stacksIn(folder: string, root = folder, level = 0): AssemblyStack[] {
  const path = join(folder, manifestName);
  if (level > mostLevels) return refuse(path, `must nest at most ${mostLevels} levels`);
  const artifacts = Object.entries(mappingOf(readJson(path).artifacts));
  const assets = new Map(artifacts.flatMap(([, artifact]) => assetsOf(mappingOf(artifact), folder, root)));
  return artifacts.flatMap(([id, artifact]) => {
    const { type, properties, environment } = mappingOf(artifact);
    const { templateFile, stackName, directoryName, terminationProtection } = mappingOf(properties);
    if (type === 'cdk:cloud-assembly' && typeof directoryName === 'string') {
      return stacksIn(pathWithin(root, folder, directoryName), root, level + 1);
    }
    if (type !== 'aws:cloudformation:stack' || typeof templateFile !== 'string') return [];
    const name = typeof stackName === 'string' ? stackName : id;
    const metadata = artifactMetadata(mappingOf(artifact), folder, root);
    return [
      {
        name,
        path: pathWithin(root, folder, templateFile),
        env: envOf(environment),
        terminationProtection: terminationProtection === true,
        assets,
        paths: pathsIn(metadata),
        code: codeIn(metadata),
      },
    ];
  });
}

/** The metadata of the constructs of an assembly by their paths, one mapping for each stack. */
export function metadataOf(folder: string, root = folder, level = 0): Mapping[] {
  if (level > mostLevels) return [];
  const artifacts = Object.values(mappingOf(readJson(join(folder, manifestName)).artifacts)).map(mappingOf);
  return artifacts.flatMap((artifact) => {
    const { directoryName } = mappingOf(artifact.properties);
    if (artifact.type === 'cdk:cloud-assembly' && typeof directoryName === 'string') {
      return metadataOf(pathWithin(root, folder, directoryName), root, level + 1);
    }
    return artifactMetadata(artifact, folder, root);
  });
}

function artifactMetadata(
  { metadata, additionalMetadataFile: file }: Mapping,
  folder: string,
  root: string,
): Mapping[] {
  const own = isMapping(metadata) ? [metadata] : [];
  return typeof file === 'string' ? [...own, readJson(pathWithin(root, folder, file))] : own;
}

/** Constructs of several nested stacks may share a logical id. Its path is empty then. */
function pathsIn(metadata: readonly Mapping[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of metadata.flatMap((one) => Object.entries(one))) {
    for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
      const { type, data } = mappingOf(entry);
      if (type !== 'aws:cdk:logicalId' || typeof data !== 'string') continue;
      paths.set(data, paths.has(data) ? '' : path.replace(/^\//, ''));
    }
  }
  return paths;
}

/** The code that creates the constructs: a stack in the metadata, or in older versions of CDK the trace of `--debug`. */
function codeIn(metadata: readonly Mapping[]): ReadonlyMap<string, CodePlace> {
  const code = new Map<string, CodePlace>();
  for (const [path, entries] of metadata.flatMap((one) => Object.entries(one))) {
    for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
      const { type, data, trace } = mappingOf(entry);
      const stack = type === 'aws:cdk:creationStack' ? data : type === 'aws:cdk:logicalId' ? trace : undefined;
      const place = codePlace(stack);
      if (place) code.set(path.replace(/^\//, ''), place);
    }
  }
  return code;
}

/** A path in an assembly. Refuses one that leads out of it. */
function pathWithin(root: string, folder: string, file: string): string {
  const path = join(folder, file);
  if (isWithin(root, path)) return path;
  return refuse(root, `must be a cloud assembly that holds all of its files, got '${relative(root, path)}'`);
}

/** Whether a path is in a folder, by its name and by the symbolic links in it. */
export function isWithin(root: string, path: string): boolean {
  const starts = (one: string, other: string) => `${other}${sep}`.startsWith(`${one}${sep}`.replace(/[/\\]{2,}$/, sep));
  return starts(resolve(root), resolve(path)) && starts(realPath(root), realPath(path));
}

/** The path without symbolic links. The part of it that does not exist is unchanged. */
function realPath(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const above = resolve(full, '..');
  return above === full ? full : join(realPath(above), relative(above, full));
}

/** Reads `aws://123456789012/eu-west-1`. Omits a part that is known only at deploy. */
function envOf(environment: unknown): LoadedTemplate['env'] {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
  return {
    ...(account === undefined || account === 'unknown-account' ? {} : { account }),
    ...(region === undefined || region === 'unknown-region' ? {} : { region }),
  };
}

function assetsOf({ type, properties }: Mapping, folder: string, root: string): [hash: string, path: string][] {
  const { file } = mappingOf(properties);
  if (type !== 'cdk:asset-manifest' || typeof file !== 'string') return [];
  const { files } = readJson(pathWithin(root, folder, file));
  return Object.entries(mappingOf(files)).flatMap(([hash, asset]): [string, string][] => {
    const { path } = mappingOf(mappingOf(asset).source);
    return typeof path === 'string' && path.endsWith('.json') ? [[hash, path]] : [];
  });
}

function readJson(path: string): Mapping {
  const text = readShortText(path);
  try {
    return mappingOf(JSON.parse(text));
  } catch {
    return refuse(path, "must be JSON that CDK wrote. Run 'npx cdk synth' to create a cloud assembly.");
  }
}

/** A mapping as it is, and an empty mapping for any other value. */
export function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
