import { Aspects, Stack, Token, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { quote } from '../../private/validation/validation';
import { type CreationTemplate } from '../templates/creation-template';
import { copiedRepositories, lostTags } from './moving-tags';
import { type Place } from './render-replication';
import { type ReplicationRule } from './replication-rule';

/** The settings of a registry that its copies need. */
export interface CopyReceiver {
  /** Whether it accepts the images of an account whose repositories start with a prefix. */
  readonly accepts: (account: string, prefix: string) => boolean;
  /** Whether a creation template for copies applies to the repositories that start with a prefix. */
  readonly hasTemplate: (prefix: string) => boolean;
  /** The creation template for copies that applies to a repository. */
  readonly templateOf: (name: string) => CreationTemplate | undefined;
}

const receivers = new WeakMap<IConstruct, CopyReceiver>();

/** Declares the settings of a registry, so that other registries of the app know what their copies find there. */
export function receiveCopies(settings: IConstruct, receiver: CopyReceiver): void {
  receivers.set(settings, receiver);
}

interface PlacedReceiver extends CopyReceiver {
  readonly place: Place;
}

function receiversIn(settings: IConstruct): PlacedReceiver[] {
  return settings.node.root.node.findAll().flatMap((one) => {
    const receiver = receivers.get(one);
    if (receiver === undefined) return [];
    const { account, region } = Stack.of(one);
    return [{ ...receiver, place: { account, region } }];
  });
}

/**
 * Warns of destinations that the app itself deploys to and whose half is missing: the registry of another account accepts no copies,
 * or no creation template has their settings.
 */
export function warnOfMissingHalves(settings: IConstruct, rules: readonly ReplicationRule[]): void {
  // An aspect sees all settings of the app, and its warnings are still printed.
  Aspects.of(settings).add({
    visit: (node) => {
      if (node !== settings) return;
      const { account, region } = Stack.of(settings);
      const own = { account, region };
      const places = placesIn(settings);
      for (const message of new Set(rules.flatMap((rule) => problemsOf(rule, own, places, receiversIn(settings))))) {
        Validations.of(settings).addWarning('cdk-ecr-publishing:ReplicationHalfMissing', message);
      }
      for (const message of new Set(rules.flatMap((rule) => tagProblems(rule, own, settings)))) {
        Validations.of(settings).addWarning('cdk-ecr-publishing:CopiesLoseTags', message);
      }
    },
  });
}

function placesIn(settings: IConstruct): ReadonlySet<string> {
  const stacks = settings.node.root.node.findAll().filter((one) => Stack.isStack(one));
  return new Set(stacks.map((stack) => nameOf(stack)));
}

function problemsOf(
  { destinations, repositoryPrefixes = [''] }: ReplicationRule,
  here: Place,
  places: ReadonlySet<string>,
  all: readonly PlacedReceiver[],
): string[] {
  return destinations.flatMap(({ region, account = here.account }) => {
    const place = { account, region };
    if ([account, region, here.account].some((text) => Token.isUnresolved(text)) || !places.has(nameOf(place)))
      return [];
    const there = all.filter((one) => nameOf(one.place) === nameOf(place));
    const words = `${quote(region)} of account ${quote(account)}`;
    return repositoryPrefixes.flatMap((prefix) => {
      const images = prefix === '' ? 'all images' : `images below ${quote(prefix)}`;
      if (account !== here.account && !there.some((one) => one.accepts(here.account, prefix))) {
        return [
          `The registry in ${words} accepts no copies of ${images} from account ${quote(here.account)}, so ECR copies nothing. Call ` +
            `acceptReplicationFrom(${quote(here.account)}) on its RegistrySettings, or set registry.acceptReplicationFrom of its environment.`,
        ];
      }
      if (there.some((one) => one.hasTemplate(prefix))) return [];
      return [
        `The registry in ${words} has no creation template for copies of ${images}. ECR creates their repositories with mutable tags, and ` +
          'they keep all images. Add a template for REPLICATION there.',
      ];
    });
  });
}

/** Tags that move in a repository of the app, but not in the one that ECR creates for its copies. */
function tagProblems(
  { destinations, repositoryPrefixes = [''] }: ReplicationRule,
  here: Place,
  settings: IConstruct,
): string[] {
  const all = copiedRepositories(settings, nameOf);
  const copied = all.filter(
    ({ name, place }) => place === nameOf(here) && repositoryPrefixes.some((prefix) => name.startsWith(prefix)),
  );
  return destinations.flatMap(({ region, account = here.account }) => {
    const there = nameOf({ account, region });
    const created = copied.filter(({ name }) => !all.some((one) => one.name === name && one.place === there));
    const receiver = receiversIn(settings).find(({ place }) => nameOf(place) === there);
    const words = `${quote(region)} of account ${quote(account)}`;
    return created.flatMap((one) => {
      const template = receiver?.templateOf(one.name);
      return template === undefined ? [] : (lostTags(one, template, words) ?? []);
    });
  });
}

function nameOf({ account, region }: Place): string {
  return `${account}/${region}`;
}
