import { type GraphResource } from '../../templates/template-graph';

/** A role that pulls an image. Without an ARN, the resource names none. */
export interface RolePuller {
  readonly role: string | undefined;
  /** The property that names it, such as `ExecutionRoleArn`. */
  readonly property: string;
  /** Why the resource cannot pull without it, in words. Without this text, something else pulls if it names none. */
  readonly needed?: string;
}

/** A service that pulls an image for a resource, by the policy of the repository. */
export interface ServicePuller {
  readonly service: string;
  /** The ARN of the resource, which ECR gets as `aws:SourceArn`. */
  readonly source: string;
  /** A pattern for the ARNs of the account's resources of this kind, which a policy should name. */
  readonly sources: string;
  /** Whether the policy must name the service if the repository is in the account of the resource, too. */
  readonly inOwnAccount: boolean;
  /** Whether the policy must also let the account of the resource pull, because its deployment reads the image. */
  readonly withAccount: boolean;
  /** The change that lets the service pull, in words. */
  readonly fix: string;
}

/** An image that a resource runs, and who pulls it. */
export interface ImageUse {
  readonly image: string;
  readonly puller: RolePuller | ServicePuller;
}

/** A kind of resources that run images. */
export interface ConsumerKind {
  readonly types: readonly string[];
  /** The resource in a message: `Task definition`. */
  readonly noun: string;
  /** Whether the image must be in the Region of the resource. */
  readonly sameRegion: boolean;
  usesOf(resource: GraphResource): readonly ImageUse[];
}
