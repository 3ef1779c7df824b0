import { type Prose } from '../../private/text/prose';
import { type Rule } from '../../private/validation/validation';
import { type ConsumerGrants } from './consumer-grants';

/**
 * One kind of consumer. The constructs, the config file and the guide all read it. `Name` is the value that identifies
 * one consumer of the kind, such as an account id.
 */
export interface ConsumerKind<Name> {
  /** The access that a repository policy can grant to the consumer. Throws if its name is not valid. */
  readonly grantsOf: (name: Name) => ConsumerGrants;

  /** The value that names the consumer in the config file, for each list that accepts this kind. */
  readonly config: Readonly<Partial<Record<ConsumerList, ConfigText | ConfigMapping<Name>>>>;

  /** For a kind that is an AWS service: how the service uses an image of the repository. */
  readonly service?: PullingService;
}

/** The lists of consumers that a repository has in the config file. */
export type ConsumerList = 'pullers' | 'pushers' | 'onlyPushers' | 'readers';

/** A text in the config file, and what an editor shows for it. */
export interface ConfigText {
  readonly rule: Rule;
  readonly description: string;
  readonly pattern?: string;
  readonly examples?: readonly string[];
}

/** A mapping of texts in the config file. */
export interface ConfigMapping<Name> {
  readonly description: string;
  /** Keys that are always required. */
  readonly required?: ConfigTexts<Name>;
  /** Keys of which exactly one is required. */
  readonly exactlyOneOf?: ConfigTexts<Name>;
  /** Keys of which at least one is required. `problemsOf` reports if all are missing. */
  readonly someOf?: ConfigTexts<Name>;
  /** Returns the problems of the mapping as a whole, even if some of its values are not valid. */
  readonly problemsOf?: (written: Readonly<Partial<Record<KeyOf<Name>, unknown>>>) => ConfigMappingProblem[];
}

export interface ConfigMappingProblem {
  readonly message: string;
  /** The key that has the problem, if it is not the mapping as a whole. */
  readonly key?: string;
}

type ConfigTexts<Name> = Readonly<Partial<Record<KeyOf<Name>, ConfigText>>>;

type KeyOf<Name> = Name extends unknown ? keyof Name & string : never;

/** An AWS service that pulls images, and its part of the guide of a repository. */
export interface PullingService {
  /** Names the commands in the guide. */
  readonly id: string;
  /** The starts of the service principals, such as `lambda.`. */
  readonly principals: readonly string[];
  /**
   * How the service uses an image.
   *
   * @param isGranted whether the repository policy grants access to the service itself, and not to a role.
   */
  readonly usage: (image: UsedImage, isGranted: boolean) => ImageUsage;
}

/** An image of a repository, as the guide knows it. */
export interface UsedImage {
  /** The repository's host and name, without a tag. */
  readonly uri: string;
  readonly region: string;
}

export interface ImageUsage {
  readonly text: Prose;
  readonly commands?: readonly string[];
  readonly file?: { readonly language: 'json' | 'yaml'; readonly text: string };
}
