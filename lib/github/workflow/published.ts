import { type ImageRegistry } from '../../base-image/image-registry';
import { type MayPull } from '../../base-image/local-dockerfile';
import { type BoundMirror } from '../../base-image/registry-mirror';
import { type BuildSecret } from '../../build-input/build-secret';
import { type MutableTags } from '../../naming/tag-mobility';
import { type GitHubContext } from '../github-context';

/** A run that a role trusts by the claims of its token: one branch, tag or environment of a repository, and more claims. */
export interface TrustedRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly place: GitHubContext;
  /** The full ref that a job with an environment must run on. */
  readonly ref?: string;
  /** The workflow file that must run the job, at one ref. */
  readonly jobWorkflowRef?: string;
}

/** A repository that the role may push to. A part that is known at deploy time only is undefined. */
export interface PublishedRepository {
  readonly name?: string;
  readonly region?: string;
  /** Its account, if that is not the role's account. */
  readonly otherAccount?: string;
  /** The tags that may move, if they are known. */
  readonly mutableTags?: MutableTags;
  readonly mayPull: boolean;
  /** Whether the role may list the tags, which channels of versions require. */
  readonly mayList?: boolean;
}

/** An ECS service that the role may deploy to. A part that is known at deploy time only is undefined. */
export interface DeployedService {
  readonly kind: 'ecs';
  readonly cluster?: string;
  readonly service?: string;
  readonly region?: string;
  /** Whether the role may only start the tasks again, with the same task definition. */
  readonly restart: boolean;
  /** Whether only the permissions are known, as of a role that another tool wrote. */
  readonly isGuess?: boolean;
  /** Whether the role may describe the service, without which the end of a deployment is not known. */
  readonly mayDescribe: boolean;
  readonly container?: string;
  readonly family?: string;
  /** The ARNs of the roles that a rollout may pass, if all are known. */
  readonly passRoles?: readonly string[];
  readonly timeoutMinutes: number;
}

/** A Lambda function that the role may deploy to. */
export interface DeployedFunction {
  readonly kind: 'lambda';
  readonly functionName?: string;
  readonly region?: string;
  readonly alias?: string;
  readonly timeoutMinutes: number;
}

export type Deployed = DeployedService | DeployedFunction;

/** A registry of ECR that a role may pull from. */
export interface PulledRegistry {
  readonly region?: string;
  /** Its account, if that is not the role's account. */
  readonly otherAccount?: string;
}

/** The parts of a publisher role that its workflow depends on. */
export interface PublisherRoleFacts {
  /** The name of the role for people. */
  readonly title: string;
  readonly arn?: string;
  /** The issuer of the tokens, without the URL scheme. */
  readonly issuer: string;
  readonly audience: string;
  /** The longest session in seconds, if it is known. */
  readonly maxSessionSeconds?: number;
  readonly runs: readonly TrustedRun[];
  readonly repositories: readonly PublishedRepository[];
  readonly deploys: readonly Deployed[];
  /** The registries of the repositories that it may pull from. */
  readonly pulls?: readonly PulledRegistry[];
  /** Whether it may pull an image of ECR. Undefined if nothing is known of its rights. */
  readonly mayPull?: MayPull;
  /** Other registries whose credentials it may read. */
  readonly registries?: readonly ImageRegistry[];
  readonly mirrors?: readonly BoundMirror[];
  /** The secrets of AWS that builds may read. */
  readonly secrets?: readonly BuildSecret[];
}
