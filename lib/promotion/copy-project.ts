import { Duration } from 'aws-cdk-lib';
import { type Project } from 'aws-cdk-lib/aws-codebuild';
import { type Role } from 'aws-cdk-lib/aws-iam';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import { pullActions, pushActions } from '../private/aws/ecr-actions';
import { LoginPolicy } from '../private/constructs/login-policy';
import { type StatementJson } from '../private/aws/policy-document';
import { signingProfileArnOf } from '../private/aws/signing-profile-arn';
import { shellScript } from '../private/text/shell-script';
import { copyBuildImage } from './copy-build-image';
import { makeProject, makeProjectRole, type PromotionProjectProps } from './promotion-project';

interface CopyProjectProps extends PromotionProjectProps {
  readonly roleName?: string;
  readonly signingProfile?: ISigningProfile;
}

/** The CodeBuild project that copies images, with a role that can do nothing else. */
export class CopyProject extends Construct {
  public readonly project: Project;
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: CopyProjectProps) {
    super(scope, id);
    const { source, target } = props.route;
    this.role = makeProjectRole(this, props.projectName, 'copies', props.roleName);
    const { buildImage, statements } = copyBuildImage(this, props.buildImage);
    this.project = makeProject(this, props, {
      role: this.role,
      description: `Copies images by digest from ${shown(source.name)} to ${shown(target.name)}`,
      buildspec: renderCopyBuildspec(),
      buildImage,
      variables: {
        SOURCE_REGISTRY: source.host,
        SOURCE_REGION: source.region,
        TARGET_REGISTRY: target.host,
        TARGET_REGION: target.region,
      },
      timeout: Duration.hours(1),
      purpose: 'copy images',
      statements: [
        { Sid: 'PullImages', Effect: 'Allow', Action: pullActions, Resource: source.arn },
        { Sid: 'PushImages', Effect: 'Allow', Action: pushActions, Resource: target.arn },
        ...signingStatements(props.signingProfile),
        ...statements,
      ],
      policies: [new LoginPolicy(this, 'Login', { roles: [this.role] })],
    });
  }
}

/** The build that copies one image. CodeBuild runs `post_build` even after a failed build, so nothing follows `build`. */
export function renderCopyBuildspec(): Readonly<Record<string, unknown>> {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: {
      install: { commands: [script('find-tool.sh')] },
      build: { commands: [script('copy-image.sh')] },
    },
  };
}

function script(name: string): string {
  return `set -euo pipefail\n${shellScript(__dirname, name)}`;
}

function shown(name: string): string {
  return name.endsWith('/') ? `${name}*` : name;
}

/** The permission to sign, since ECR signs with the identity that pushes. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html */
function signingStatements(profile: ISigningProfile | undefined): StatementJson[] {
  return profile
    ? [{ Sid: 'SignImages', Effect: 'Allow', Action: 'signer:SignPayload', Resource: signingProfileArnOf(profile) }]
    : [];
}
