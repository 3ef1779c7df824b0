import { type UnreviewedPart } from '../template-graph';
import { type PresentResource, textsIn } from '../graph-resources';
import { isUnknownSamType } from '../sam-roles';
import { type RawResource, type Template } from '../template';
import { isLoop } from '../transforms';
import { field, scalarText, type Value } from '../value';
import { isOfAccessService, mayConcernAccess, treatmentOf } from './access-types';
import { customResourceProblem } from './custom-resources';

/** The review's knowledge of nested stacks. */
export interface NestedStacks {
  /** Whether the template of a stack was read, by the resource that deploys it. */
  isRead(template: Template, logicalId: string): boolean;
}

type Problem = Pick<UnreviewedPart, 'what' | 'why'>;

/** The parts of a resource that the review could not read because of its type or of macros in it. */
export function opaqueParts(present: PresentResource, nested: NestedStacks): UnreviewedPart[] {
  const { raw } = present;
  return [...transformProblems(raw), ...typeProblems(present, nested)].map((problem) => ({
    ...problem,
    source: raw.source,
  }));
}

function transformProblems({ type, transforms, source: { logicalId } }: RawResource): Problem[] {
  if (type !== '' && !type.startsWith('Fn::') && !mayConcernAccess(type)) return [];
  if (isLoop(logicalId)) return [...transforms];
  return transforms.map(({ what, why }) => ({ what: `${what} in '${logicalId}'`, why }));
}

function typeProblems(present: PresentResource, nested: NestedStacks): Problem[] {
  const { type, source } = present.raw;
  const named = (kind: string): string => `${kind} '${source.logicalId}'`;
  if (type.startsWith('Fn::')) return [];
  if (type.endsWith('::MODULE')) {
    return [{ what: named('module'), why: `the review does not fetch the resources of module ${type}` }];
  }
  const special = specialTypes.get(type);
  if (special) {
    const why = special.problem(present, nested);
    return why === undefined ? [] : [{ what: named(special.kind), why }];
  }
  if (isUnknownSamType(type)) {
    return [{ what: named('resource'), why: `the review does not know type ${type}, for which SAM may create roles` }];
  }
  if (isOfAccessService(type)) {
    return treatmentOf(type) === 'unknown'
      ? [{ what: named('resource'), why: `the review does not know type ${type}, which may grant access` }]
      : [];
  }
  const why = customResourceProblem(present);
  return why === undefined ? [] : [{ what: named(type.startsWith('AWS::') ? 'custom resource' : type), why }];
}

interface SpecialType {
  readonly kind: string;
  problem(present: PresentResource, nested: NestedStacks): string | undefined;
}

const specialTypes: ReadonlyMap<string, SpecialType> = new Map<string, SpecialType>([
  [
    'AWS::CloudFormation::Stack',
    {
      kind: 'nested stack',
      problem: stack,
    },
  ],
  [
    'AWS::CloudFormation::StackSet',
    {
      kind: 'stack set',
      problem: stack,
    },
  ],
  ['AWS::Serverless::Application', { kind: 'nested application', problem: stack }],
  ['AWS::ServiceCatalog::CloudFormationProduct', { kind: 'Service Catalog product', problem: productTemplates }],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', { kind: 'Service Catalog product', problem: product }],
  [
    'AWS::Proton::ServiceTemplate',
    { kind: 'Proton template', problem: () => 'the review does not fetch its resources' },
  ],
]);

function stack(present: PresentResource, nested: NestedStacks): string | undefined {
  const { reader, raw } = present;
  const address = raw.type === 'AWS::Serverless::Application' ? 'Location' : 'TemplateURL';
  return nested.isRead(reader.template, raw.source.logicalId) ? undefined : templateNotRead(present, address);
}

function templateNotRead(present: PresentResource, address: string): string {
  const given = property(present, address);
  const location = typeof given === 'object' ? textsIn(Object.values(given ?? {})) : textsIn(given);
  if (location.length === 0 && property(present, 'TemplateBody') !== undefined) {
    return 'the review cannot read its TemplateBody';
  }
  if (location.length > 0) return `its template is at ${location.join(' ')}, which the review does not fetch`;
  return 'the review does not know its template';
}

function productTemplates(): string {
  return 'the review does not fetch its templates';
}

function product(present: PresentResource): string {
  const names = ['ProductName', 'ProductId'].map((name) => textOf(property(present, name))).filter((one) => one !== '');
  return `the review does not fetch the template of product '${names[0] ?? ''}'`;
}

function property({ reader, raw, assumptions }: PresentResource, name: string): Value | undefined {
  return reader.flatReading(assumptions).resolve(field(raw.properties, name));
}

function textOf(value: Value | undefined): string {
  return scalarText(value) ?? '';
}
