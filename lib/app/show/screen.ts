import { type PublishFileFacts } from '../../github/workflow/publish-file';
import { type Who } from './who';

/** All that the screen shows of some templates. */
export interface Screen {
  readonly environments: readonly ShownEnvironment[];
  /** Repositories that only policies of the templates name, by an ARN or a pattern of ARNs. */
  readonly otherRepositories: readonly ShownAccess[];
  /** The number of plumbing roles whose access is unknown until deployment. */
  readonly undecided: number;
  /** The parts that could not be read, and why. */
  readonly unread: readonly string[];
  /** The assumptions about values that no template has, and why. */
  readonly assumed: readonly string[];
  /** A fact that a reader must know of all stacks. */
  readonly note?: string;
}

/** An account and a Region, with all stacks that are deployed there. */
export interface ShownEnvironment {
  /** Undefined if the templates do not show it. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** The host of the registry. A repository's URI starts with it. */
  readonly registry: string | undefined;
  readonly stacks: readonly ShownStack[];
  readonly repositories: readonly ShownRepository[];
  /** The settings of the registry that the templates have. Empty if they have none. */
  readonly registrySettings: readonly ShownSetting[];
  readonly roles: readonly ShownRole[];
  /** The roles that AWS services use for builds, promotions and event rules, and roles without access to repositories. */
  readonly plumbing: readonly ShownRole[];
  /** The files of CI systems that a config describes. Templates do not have them. */
  readonly files: readonly ShownFile[];
  readonly builds: readonly ShownBuild[];
  /** Builds that copy images to approved repositories. */
  readonly promotionBuilds: readonly ShownBuild[];
  readonly contributors: readonly ShownContributor[];
}

export interface ShownStack {
  readonly name: string;
  readonly resources: number;
  /** Whether CloudFormation creates exactly these resources. A transform may add others. */
  readonly isFinal: boolean;
}

/** One setting of a registry. */
export interface ShownSetting {
  readonly label: string;
  readonly text: string;
  /** The principals after the text. */
  readonly who?: readonly Who[];
}

/** The principals that can use repositories. */
export interface ShownAccess {
  readonly name: string;
  readonly arn: string;
  readonly push: readonly Who[];
  readonly pull: readonly Who[];
  /** The principals that can list images and not pull them. */
  readonly list: readonly Who[];
  /** The number of roles of AWS services that are not listed, and whose access is unknown until deployment. */
  readonly open: { readonly push: number; readonly pull: number };
}

export interface ShownRepository extends ShownAccess {
  readonly images: string;
  readonly tags: string;
  readonly scan: string;
  /** The people who can answer questions, as its tags name them. */
  readonly owners: readonly string[];
  /** The repository to which its images are copied if they pass their scan. */
  readonly copiedTo: string | undefined;
}

export interface ShownRole {
  readonly name: string;
  readonly arn: string;
  /** Undefined if no template has its trust policy. */
  readonly trusts: readonly Who[] | undefined;
}

/** The file of a CI system that publishes with a role. */
export interface ShownFile {
  readonly publisher: string;
  readonly facts: PublishFileFacts;
  /** The command that writes it. */
  readonly command: string;
}

/** The repositories that a build or a contributor pushes to. */
export interface ShownPushes {
  readonly pushes: readonly string[];
  /** The repositories for which this is known only after deployment. */
  readonly mayPush: readonly string[];
}

export interface ShownBuild extends ShownPushes {
  readonly name: string;
  /** Whether its role is in a template. */
  readonly knowsRole: boolean;
  readonly source: string;
  readonly starts: readonly string[];
}

export interface ShownContributor extends ShownPushes {
  readonly name: string;
  readonly until: string;
  /** The principals that issue the credentials. */
  readonly credentialsFrom: readonly Who[];
  readonly role: string;
}
