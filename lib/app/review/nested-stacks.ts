import { type LoadedTemplate } from '../../review/loaded-template';
import { fail } from '../input-file';
import { type AssemblyStack, mappingOf, pathWithin } from './assembly';
import { readTemplate } from './template-file';

/** Far above what CloudFormation takes. */
const mostLevels = 20;

/** A stack's template, and those of the nested stacks in it, each with the resource that makes it. */
export function withNestedStacks(
  parent: LoadedTemplate,
  stack: AssemblyStack,
  root: string,
  level = 0,
): LoadedTemplate[] {
  if (level > mostLevels) return fail(`${parent.file} must nest at most ${mostLevels} stacks in each other`);
  const nested = Object.entries(mappingOf(mappingOf(parent.body).Resources)).flatMap(([logicalId, resource]) => {
    const file = templateOf(resource, stack.assets);
    if (file === undefined) return [];
    const path = pathWithin(root, stack.folder, file);
    const child: LoadedTemplate = {
      name: `${parent.name}/${logicalId}`,
      file: path,
      body: readTemplate(path),
      place: parent.place,
      nestedIn: { template: parent.name, logicalId },
    };
    return withNestedStacks(child, stack, root, level + 1);
  });
  return [parent, ...nested];
}

/** The file of a nested stack's template, where the assembly has it. */
function templateOf(resource: unknown, assets: AssemblyStack['assets']): string | undefined {
  const { Type: type, Metadata: metadata, Properties: properties } = mappingOf(resource);
  if (type !== 'AWS::CloudFormation::Stack') return undefined;
  const path = mappingOf(metadata)['aws:asset:path'];
  if (typeof path === 'string') return path;
  // Without asset metadata, the URL of the published file tells.
  const hash = /\b[0-9a-f]{64}\b/.exec(JSON.stringify(mappingOf(properties).TemplateURL ?? ''))?.[0];
  return hash === undefined ? undefined : assets.get(hash);
}
