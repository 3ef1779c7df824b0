import { type ChangeKind, type FoundChange } from '../change-kind';
import { type ComparedResource } from '../compared-resources';
import { type GoneResource, type ResourcePair } from '../comparison';
import { capital, isRetained, losesImages, lossText, resourceText, shortText, whenText } from '../change-words';
import { createOnlyProperties } from '../create-only';
import { shown } from '../../rules/shown';
import { isSameByDefault } from '../property-defaults';
import { protectors } from '../protections/protectors';
import { differenceOf, type Difference } from '../value-difference';

/** A resource that CloudFormation creates anew, because a property changes that it can set only at creation. */
export const replaced: ChangeKind = {
  kind: 'replaced',
  find: ({ kept, gone }) => [...kept.flatMap(replacement), ...gone.flatMap(succession), ...gone.flatMap(otherType)],
};

function replacement(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  const { type, resource } = after;
  // A change of the name is another kind. A task definition gets a new revision under its name.
  if (resource.type === 'AWS::ECS::TaskDefinition' || differenceOfName(pair) === 'changed') return [];
  const properties = createOnlyProperties(resource.type).filter((property) => property !== type.name);
  const changes = properties.map((property) => ({ property, difference: differenceOrSpelling(pair, property) }));
  const of = (wanted: Difference | 'spelling') =>
    changes.filter(({ difference }) => difference === wanted).map(({ property }) => `\`${property}\``);
  const changed = of('changed');
  const source = resource.source;
  const names = (list: readonly string[]) => list.join(' and ');
  if (changed.length > 0) {
    return [
      {
        kind: 'replaced',
        what: `${capital(resourceText(before))} is replaced, because ${names(changed)} ${changed.length === 1 ? 'changes' : 'change'}${whenText(after)}`,
        why: replacedWhy(before, after),
        fix: replacedFix(after, names(changed)),
        source,
        rank: type.rank,
        losesImages: isOldLost(before, after),
      },
    ];
  }
  const [unknown, spelling] = [of('unknown'), of('spelling')];
  const basis = { kind: 'unknown', source, rank: type.rank } as const;
  return [
    ...(unknown.length === 0
      ? []
      : [
          {
            ...basis,
            what: `It is not known whether ${shortText(before)} is replaced: ${names(unknown)} has a value that only the deployment knows${whenText(after)}`,
            why: `If it changes, this happens: ${replacedWhy(before, after)}`,
            fix: 'Look at the values before and after in a change set, such as that of `npx cdk diff`.',
          },
        ]),
    ...(spelling.length === 0
      ? []
      : [
          {
            ...basis,
            what: `It is not known whether ${shortText(before)} is replaced: ${names(spelling)} has the same value, written in another way${whenText(after)}`,
            why: `A property without a value and one with its default mean the same, but CloudFormation compares what templates say. If it replaces the resource, this happens: ${replacedWhy(before, after)}`,
            fix: `Leave ${names(spelling)} as it was written, or look at \`Replacement\` in a change set.`,
          },
        ]),
  ];
}

/** The difference of a property. A default that is written now, or no longer, is another spelling of the same value. */
function differenceOrSpelling(pair: ResourcePair, property: string): Difference | 'spelling' {
  const difference = differenceOfProperty(pair, property);
  if (difference !== 'changed') return difference;
  const [was, is] = [pair.before, pair.after].map(({ resource }) => resource.properties[property]);
  return isSameByDefault(pair.after.resource.type, property, was, is) ? 'spelling' : 'changed';
}

/** Whether the name of a resource changes. */
export function differenceOfName(pair: ResourcePair): Difference {
  const { name } = pair.after.type;
  return name === undefined ? 'same' : differenceOfProperty(pair, name);
}

export function differenceOfProperty({ before, after }: ResourcePair, property: string): Difference {
  const [one, other] = [before, after].map(({ resource, template: { prefix } }) => ({
    value: resource.properties[property],
    written: (resource.written as Readonly<Record<string, unknown>> | undefined)?.[property],
    prefix,
  }));
  return one && other ? differenceOf(one, other) : 'same';
}

function replacedWhy(before: ComparedResource, after: ComparedResource): string {
  const { type, name } = after;
  if (movesWithin(before, after)) {
    return `CloudFormation creates a new ${type.word} in another ${type.within}. ${oldOne(before, after)}`;
  }
  if (name !== undefined) {
    return `CloudFormation creates the new ${type.word} before it deletes the old one, and its fixed name exists. The deployment fails.`;
  }
  const begin = `CloudFormation creates a new ${type.word} with a new name${type.rank === 0 ? ' and without images' : ''}`;
  return `${begin}. ${oldOne(before, after)}`;
}

function movesWithin(before: ComparedResource, after: ComparedResource): boolean {
  return after.type.within !== undefined && before.identity !== after.identity;
}

/** Whether the old resource is deleted with its images. With a fixed name, the deployment fails before that. */
function isOldLost(before: ComparedResource, after: ComparedResource): boolean {
  const fails = after.name !== undefined && !movesWithin(before, after);
  return !fails && !isRetained(after.resource.updateReplacePolicy) && losesImages(before);
}

/** Says what happens to the old resource of a replacement. */
export function oldOne(before: ComparedResource, after: ComparedResource): string {
  const { word, rank } = before.type;
  if (isRetained(after.resource.updateReplacePolicy)) {
    return `The old ${word} is retained${rank === 0 ? ' with its images' : ''}, in no stack (UpdateReplacePolicy).`;
  }
  return `Then it deletes the old ${word}. ${lossText(before)}`;
}

function replacedFix({ type, name }: ComparedResource, properties: string): string {
  const back = `Change ${properties} back`;
  if (type.rank !== 0) {
    return `${back}, or ${name === undefined ? 'check that nothing depends on the old one' : `give the new ${type.word} another name`}.`;
  }
  return `${back}, or create another ${type.word} with these settings, copy the images to it, and change what pushes and pulls before you remove this one.`;
}

/** A resource that another one of its type takes the place of, with another logical id and name. */
function succession({ before, successor, movedTo, unless, newType, recreated }: GoneResource): FoundChange[] {
  const isKept = isRetained(before.resource.deletionPolicy);
  if (newType !== undefined || recreated) return [];
  if (!successor || movedTo || unless !== undefined || isKept || isUnimportant(before)) return [];
  if (protectors.has(before.resource.type)) return [];
  const { type } = before;
  const images = type.rank === 0 ? ' without images' : '';
  return [
    {
      kind: 'replaced',
      what: `${capital(shortText(before))} is replaced by ${shortText(successor)}${whenText(before)}`,
      why: `Their logical ids differ, so CloudFormation creates a new ${type.word}${images} and deletes the old one. ${lossText(before)}`,
      fix:
        type.rank <= 1
          ? 'Keep the name and the logical id, or move the resource with `npx cdk refactor --unstable=refactor` before you deploy.'
          : `Keep the name and the logical id, or change everything that uses the old ${type.word} first.`,
      source: successor.resource.source,
      rank: type.rank,
      losesImages: losesImages(before),
    },
  ];
}

/** A logical id whose resource has another type now. */
function otherType({ before, newType }: GoneResource): FoundChange[] {
  if (newType === undefined) return [];
  const { type, resource } = before;
  return [
    {
      kind: 'replaced',
      what: `${capital(resourceText(before))} cannot become ${shown(newType)}: logical id ${shown(resource.source.logicalId)} has another type now`,
      why: 'CloudFormation does not change the type of a resource. The deployment fails.',
      fix: 'Give the new resource another logical id, and compare again.',
      source: resource.source,
      rank: type.rank,
    },
  ];
}

/** Whether a resource is part of something else, and nothing names it. */
export function isUnimportant({ type, name }: ComparedResource): boolean {
  return type.onlyNamed === true && name === undefined;
}
