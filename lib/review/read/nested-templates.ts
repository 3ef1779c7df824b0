import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type LoadedTemplate } from './loaded-template';
import { type UnreviewedPart } from '../templates/template-graph';
import { isWithin, mappingOf } from './cloud-assembly';
import { refuse, ReviewInputError } from './input-error';
import { readTemplate } from './template-file';

/** Far above what CloudFormation accepts. */
const mostLevels = 20;
const mostTemplates = 1000;

/** A resource that creates a nested stack from a file. */
interface NestedStack {
  readonly logicalId: string;
  /** The kind of stack, for a report. */
  readonly kind: string;
  readonly path: string;
  /** The construct's path. */
  readonly construct: string;
}

/** Reads the templates of nested stacks from files, and lists those that it cannot read. */
export class NestedTemplates {
  /** The nested stacks whose files could not be read. */
  public readonly unreviewed: UnreviewedPart[] = [];
  /** The files that were read, by their full paths. */
  public readonly files = new Set<string>();
  private count = 0;

  /**
   * @param root the folder that all files must be in.
   * @param assets the files of an assembly, by their hashes.
   */
  public constructor(
    private readonly root: string,
    private readonly assets: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A template and those of its nested stacks, each with the resource that creates it. */
  public withNested(parent: LoadedTemplate, level = 0): LoadedTemplate[] {
    if (level > mostLevels) return refuse(parent.file, `must nest at most ${mostLevels} stacks in each other`);
    this.count += 1;
    if (this.count > mostTemplates) return refuse(this.root, `must have at most ${mostTemplates} nested stacks`);
    const children = nestedStacksIn(parent, this.assets).flatMap((stack) => this.read(stack, parent));
    return [parent, ...children.flatMap((child) => this.withNested(child, level + 1))];
  }

  private read({ logicalId, kind, path, construct }: NestedStack, parent: LoadedTemplate): LoadedTemplate[] {
    const file = isAbsolute(path) ? path : join(dirname(parent.file), path);
    try {
      if (!isWithin(this.root, file)) refuse(path, 'is outside the folder of the templates');
      const body = readTemplate(file);
      this.files.add(resolve(file));
      const nestedIn = { template: parent.name, logicalId };
      const code = parent.code && { code: parent.code };
      return [{ name: `${parent.name}/${logicalId}`, file, body, env: parent.env, ...code, nestedIn }];
    } catch (error) {
      if (!(error instanceof ReviewInputError)) throw error;
      this.unreviewed.push({
        what: `${kind} '${logicalId}'`,
        why: `its template '${path}' ${error.reason}`,
        source: { template: parent.name, logicalId, path: construct },
      });
      return [];
    }
  }
}

/** The files of a template's nested stacks, by their full paths. */
export function nestedFilesOf(parent: LoadedTemplate): string[] {
  return nestedStacksIn(parent, new Map()).map(({ path }) => resolve(dirname(parent.file), path));
}

function nestedStacksIn({ body }: LoadedTemplate, assets: ReadonlyMap<string, string>): NestedStack[] {
  return Object.entries(mappingOf(mappingOf(body).Resources)).flatMap(([logicalId, resource]) => {
    const path = fileOf(resource, assets);
    if (path === undefined) return [];
    const { Type: type, Metadata: metadata } = mappingOf(resource);
    const { 'aws:cdk:path': construct } = mappingOf(metadata);
    const kind = type === 'AWS::Serverless::Application' ? 'nested application' : 'nested stack';
    return [{ logicalId, kind, path, construct: typeof construct === 'string' ? construct : '' }];
  });
}

/** The file of a nested stack's template, if the template is a local file. */
function fileOf(resource: unknown, assets: ReadonlyMap<string, string>): string | undefined {
  const { Type: type, Metadata: metadata, Properties: properties } = mappingOf(resource);
  const { TemplateURL: url, Location: location } = mappingOf(properties);
  if (type === 'AWS::Serverless::Application') return localPath(location);
  if (type !== 'AWS::CloudFormation::Stack') return undefined;
  const path = mappingOf(metadata)['aws:asset:path'];
  if (typeof path === 'string') return path;
  // Without asset metadata, the URL of the published file has its hash.
  const hash = /\b[0-9a-f]{64}\b/.exec(JSON.stringify(url ?? ''))?.[0];
  return (hash === undefined ? undefined : assets.get(hash)) ?? localPath(url);
}

/** A local path, which `aws cloudformation package` and `sam package` accept instead of an address. */
function localPath(address: unknown): string | undefined {
  return typeof address === 'string' && address !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : undefined;
}
