import { type MutableTags } from '../../naming/tag-mobility';
import { type GitHubContext } from '../github-context';

/** What GitHub's tokens have to claim to get a role: one place of one repository, and what it asks for besides. */
export interface TrustedRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly place: GitHubContext;
  /** The full ref that a job for an environment has to run on. */
  readonly ref?: string;
  /** The one workflow file that has to run the job, at one ref. */
  readonly jobWorkflowRef?: string;
}

/** A repository that the role may push to. A part that only the deploy knows is undefined. */
export interface PublishedRepository {
  readonly name?: string;
  readonly region?: string;
  /** Its account, where that is another one than the role's. */
  readonly otherAccount?: string;
  /** The tags that may move, if they are known. */
  readonly mutableTags?: MutableTags;
  readonly mayPull: boolean;
}

/** An ECS service that the role may deploy to. */
export interface DeployedService {
  readonly cluster?: string;
  readonly service?: string;
  readonly region?: string;
  /** Whether the role may look at it, as waiting for the deployment takes. */
  readonly mayDescribe: boolean;
}

/** All of a publisher role that its workflow depends on. */
export interface PublisherRoleFacts {
  /** How people call the role. */
  readonly title: string;
  readonly arn?: string;
  /** Who issues the tokens, without its scheme. */
  readonly issuer: string;
  readonly audience: string;
  readonly runs: readonly TrustedRun[];
  readonly repositories: readonly PublishedRepository[];
  readonly services: readonly DeployedService[];
}
