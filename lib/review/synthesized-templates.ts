import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMapping } from '../private/mapping';
import { type LoadedTemplate } from './loaded-template';

/** A template that CDK has just written, or that stands in a cloud assembly. */
export interface SynthesizedTemplate {
  readonly name: string;
  readonly path: string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** Reads templates of a cloud assembly, with those of the stacks that are nested in them. */
export function loadSynthesized(templates: readonly SynthesizedTemplate[]): LoadedTemplate[] {
  return templates.flatMap((template) => load(template, assetsBeside(template.path)));
}

function load(template: SynthesizedTemplate, assets: ReadonlyMap<string, string>): LoadedTemplate[] {
  const { name, path, account, region } = template;
  const body: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const place = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const nested = nestedIn(body, assets).flatMap(({ logicalId, file }) => {
    const inner = load({ name: `${name}.${logicalId}`, path: join(dirname(path), file), account, region }, assets);
    return inner.map((one, index) => (index === 0 ? { ...one, nestedIn: { template: name, logicalId } } : one));
  });
  return [{ name, file: path, body, place }, ...nested];
}

/** The templates of nested stacks are assets: their address ends with the hash under which the assembly has the file. */
function nestedIn(body: unknown, assets: ReadonlyMap<string, string>): { logicalId: string; file: string }[] {
  const resources = isMapping(body) && isMapping(body.Resources) ? body.Resources : {};
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (!isMapping(resource) || resource.Type !== 'AWS::CloudFormation::Stack') return [];
    const [, hash = ''] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(resource.Properties ?? '')) ?? [];
    const file = assets.get(hash);
    return file === undefined ? [] : [{ logicalId, file }];
  });
}

/** The files that a stack publishes, by their hashes, those of its nested stacks too. */
function assetsBeside(path: string): ReadonlyMap<string, string> {
  const manifest = path.replace(/\.template\.json$/, '.assets.json');
  const content: unknown = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  const files = isMapping(content) && isMapping(content.files) ? Object.entries(content.files) : [];
  return new Map(
    files.flatMap(([hash, file]): [string, string][] => {
      const source = isMapping(file) && isMapping(file.source) ? file.source.path : undefined;
      return typeof source === 'string' && !/[/\\]/.test(source) ? [[hash, source]] : [];
    }),
  );
}
