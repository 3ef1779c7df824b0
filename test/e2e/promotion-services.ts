import { type RegistryManifests } from './promotion-manifests';
import { ServiceError } from '../promotion/definition/registry-world';

/** The findings of a scan of one image. */
export interface Scanned {
  readonly status?: string;
  readonly findings?: readonly { readonly name: string; readonly severity: string }[];
}

export interface Told {
  readonly verdict: string;
  readonly subject: string;
  readonly text: string;
}

/** Runs the project that copies, and says whether the build succeeded. */
export type Copy = (project: string, variables: Readonly<Record<string, string>>) => Promise<boolean>;

interface BuildStart {
  readonly ProjectName: string;
  readonly EnvironmentVariablesOverride: readonly { readonly Name: string; readonly Value: string }[];
}

/**
 * The services that the state machine calls: ECR with the real registry and findings of the test, CodeBuild, and SNS. As
 * in Step Functions, members are in upper camel case and errors start with the service.
 */
export class PromotionServices {
  public readonly told: Told[] = [];
  public readonly calls: string[] = [];

  public constructor(
    private readonly manifests: RegistryManifests,
    private readonly scans: ReadonlyMap<string, Scanned>,
    private readonly copy: Copy,
    private readonly afterScan: () => Promise<void>,
  ) {}

  public call(resource: string, parameters: unknown): unknown {
    const action = resource.replace(/^.*:::/, '');
    this.calls.push(action);
    const given = parameters as never;
    switch (action) {
      case 'aws-sdk:ecr:batchGetImage':
        return this.batchGetImage(given);
      case 'aws-sdk:ecr:describeImages':
        throw new ServiceError('Ecr.ImageNotFoundException'); // the registry has no archive
      case 'aws-sdk:ecr:describeImageScanFindings':
        return this.describeImageScanFindings(given);
      case 'codebuild:startBuild.sync':
        return this.startBuild(given);
      case 'sns:publish':
        return this.publish(given);
      default:
        throw new Error(`no such action: ${action}`);
    }
  }

  private async batchGetImage(given: {
    RepositoryName: string;
    ImageIds: readonly [{ readonly ImageDigest?: string; readonly ImageTag?: string }];
    AcceptedMediaTypes: readonly string[];
  }): Promise<unknown> {
    const { RepositoryName, ImageIds, AcceptedMediaTypes } = given;
    const [{ ImageDigest, ImageTag }] = ImageIds;
    const fails = (FailureCode: string) => ({ Images: [], Failures: [{ ImageId: ImageIds[0], FailureCode }] });
    const found = await this.manifests.read(RepositoryName, ImageTag ?? ImageDigest ?? '');
    if (found === 'no repository') throw new ServiceError('Ecr.RepositoryNotFoundException');
    if (found === 'no image') return fails('ImageNotFound');
    if (ImageDigest !== undefined && found.digest !== ImageDigest) return fails('ImageTagDoesNotMatchDigest');
    if (!AcceptedMediaTypes.includes(found.mediaType)) return fails('UnsupportedImageType');
    const ImageId = { ImageDigest: found.digest, ...(ImageTag !== undefined && { ImageTag }) };
    const image = { ImageId, ImageManifest: found.manifest, ImageManifestMediaType: found.mediaType, RepositoryName };
    return { Images: [image], Failures: [] };
  }

  private async describeImageScanFindings(given: { ImageId: { ImageDigest: string } }): Promise<unknown> {
    const scanned = this.scans.get(given.ImageId.ImageDigest);
    if (!scanned) throw new ServiceError('Ecr.ScanNotFoundException');
    const { status = 'COMPLETE', findings = [] } = scanned;
    await this.afterScan();
    const counts: Record<string, number> = {};
    for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
    return {
      ImageScanStatus: { Status: status },
      ImageScanFindings: {
        ImageScanCompletedAt: '2026-11-21T11:00:00Z',
        FindingSeverityCounts: counts,
        Findings: findings.map(({ name, severity }) => ({ Name: name, Severity: severity })),
      },
    };
  }

  private async startBuild({ ProjectName, EnvironmentVariablesOverride }: BuildStart): Promise<unknown> {
    const variables = Object.fromEntries(EnvironmentVariablesOverride.map(({ Name, Value }) => [Name, Value]));
    if (!(await this.copy(ProjectName, variables))) throw new ServiceError('States.TaskFailed', 'the build failed');
    return { Build: { BuildStatus: 'SUCCEEDED' } };
  }

  private publish(given: {
    Subject: string;
    Message: string;
    MessageAttributes: Record<string, { StringValue: string } | undefined>;
  }): unknown {
    const { Subject: subject, Message: text, MessageAttributes: attributes } = given;
    this.told.push({ verdict: attributes.verdict?.StringValue ?? '', subject, text });
    return { MessageId: '1' };
  }
}
