import { createHash } from 'node:crypto';

/** A finding as both kinds of scanning have it, in AWS SDK case as Step Functions hands it over. */
export interface Finding {
  readonly name?: string;
  readonly severity?: string;
}

/** The scan of one image. Each read has the next status, and the last status stays. */
export interface Scan {
  readonly statuses?: readonly (string | undefined)[];
  readonly findings?: readonly Finding[];
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** The first questions are answered with this error. */
  readonly notFound?: number;
  readonly incomplete?: number;
  readonly description?: string;
  /** The findings as the answer has them, in any shape. */
  readonly raw?: unknown;
}

interface Image {
  readonly digest: string;
  readonly manifest: string;
  readonly type: string;
}

interface Told {
  readonly verdict: string;
  readonly subject: string;
  readonly text: string;
}

export const image = 'application/vnd.oci.image.manifest.v1+json';
export const index = 'application/vnd.oci.image.index.v1+json';
export const config = 'application/vnd.oci.image.config.v1+json';
export const layer = 'application/vnd.oci.image.layer.v1.tar+gzip';
export const statement = 'application/vnd.in-toto+json';

/** An error as the service names it. */
export class ServiceError extends Error {
  public constructor(name: string, message = name) {
    super(message);
    this.name = name;
  }
}

/** ECR, CodeBuild and SNS in memory: what the state machine calls, and what others do meanwhile. */
export class RegistryWorld {
  public readonly told: Told[] = [];
  public readonly questions: Told[] = [];
  public readonly builds: Record<string, string>[] = [];
  public readonly calls: string[] = [];
  public scan: 'basic' | 'enhanced' = 'basic';
  /** Runs before the call of an action, with the number of earlier calls. */
  public before: Record<string, (times: number) => void> = {};
  public answer: () => unknown = () => ({ approved: true });
  public copies = true;
  /** The end of a build that deploys: the values of its variable DEPLOYED, or an error. */
  public deployed: () => readonly string[] = () => ['yes'];
  /** More text in each finding, of any length. */
  public description = '';
  /** The parameters of each call, in the order of `calls`. */
  public readonly given: unknown[] = [];

  private readonly repositories = new Map<string, Map<string, Image>>();
  private readonly tags = new Map<string, string>();
  private readonly scans = new Map<string, Scan>();
  private readonly asked = new Map<string, number>();
  private readonly archived = new Set<string>();

  /** Stores a manifest, tagged or not, and answers its digest. */
  public push(repository: string, manifest: unknown, tag?: string): string {
    const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const type = (JSON.parse(text) as { mediaType?: string }).mediaType ?? image;
    this.repository(repository).set(digest, { digest, manifest: text, type });
    if (tag !== undefined) this.tags.set(`${repository}:${tag}`, digest);
    return digest;
  }

  public untag(repository: string, tag: string): void {
    this.tags.delete(`${repository}:${tag}`);
  }

  public digestOf(repository: string, tag: string): string | undefined {
    return this.tags.get(`${repository}:${tag}`);
  }

  public archive(repository: string, digest: string): void {
    this.archived.add(`${repository}@${digest}`);
  }

  public scanned(digest: string, scan: Scan): void {
    this.scans.set(digest, scan);
  }

  public call(resource: string, parameters: unknown): unknown {
    const action = resource.replace(/^.*:::/, '');
    const times = this.calls.filter((call) => call === action).length;
    this.calls.push(action);
    this.given.push(parameters);
    this.before[action]?.(times);
    const answer = this.answerTo(action, parameters as never);
    if (JSON.stringify(answer).length > 256 * 1024) throw new ServiceError('States.DataLimitExceeded');
    return answer;
  }

  private answerTo(action: string, given: never): unknown {
    switch (action) {
      case 'aws-sdk:ecr:batchGetImage':
        return this.batchGetImage(given);
      case 'aws-sdk:ecr:describeImages':
        return this.describeImages(given);
      case 'aws-sdk:ecr:describeImageScanFindings':
        return this.describeImageScanFindings(given);
      case 'codebuild:startBuild.sync':
        return this.startBuild(given);
      case 'sns:publish':
        return this.publish(given, this.told);
      case 'sns:publish.waitForTaskToken':
        this.publish(given, this.questions);
        return this.answer();
      default:
        throw new Error(`no such action: ${action}`);
    }
  }

  private repository(name: string): Map<string, Image> {
    const found = this.repositories.get(name) ?? new Map<string, Image>();
    this.repositories.set(name, found);
    return found;
  }

  private batchGetImage(given: {
    RepositoryName: string;
    ImageIds: [{ ImageDigest?: string; ImageTag?: string }];
    AcceptedMediaTypes: string[];
  }): unknown {
    const { RepositoryName, ImageIds, AcceptedMediaTypes } = given;
    if (!this.repositories.has(RepositoryName)) throw new ServiceError('Ecr.RepositoryNotFoundException');
    const [{ ImageDigest, ImageTag }] = ImageIds;
    const fails = (FailureCode: string): unknown => ({ Images: [], Failures: [{ ImageId: ImageIds[0], FailureCode }] });
    const tagged = ImageTag === undefined ? undefined : this.digestOf(RepositoryName, ImageTag);
    if (ImageTag !== undefined && tagged === undefined) return fails('ImageNotFound');
    if (ImageTag !== undefined && ImageDigest !== undefined && tagged !== ImageDigest) {
      return fails('ImageTagDoesNotMatchDigest');
    }
    const found = this.repository(RepositoryName).get(ImageDigest ?? tagged ?? '');
    if (!found || this.archived.has(`${RepositoryName}@${found.digest}`)) return fails('ImageNotFound');
    if (!AcceptedMediaTypes.includes(found.type)) return fails('UnsupportedImageType');
    // By digest alone, an image is there once for each of its tags.
    const tags = ImageTag === undefined ? this.tagsOf(RepositoryName, found.digest) : [ImageTag];
    return {
      Images: (tags.length === 0 ? [undefined] : tags).map((tag) => ({
        ImageId: { ImageDigest: found.digest, ...(tag === undefined ? {} : { ImageTag: tag }) },
        ImageManifest: found.manifest,
        ImageManifestMediaType: found.type,
        RepositoryName,
      })),
      Failures: [],
    };
  }

  private describeImages(given: { RepositoryName: string; ImageIds: [{ ImageTag: string }] }): unknown {
    const { RepositoryName, ImageIds } = given;
    if (!this.repositories.has(RepositoryName)) throw new ServiceError('Ecr.RepositoryNotFoundException');
    const ImageDigest = this.digestOf(RepositoryName, ImageIds[0].ImageTag);
    if (ImageDigest === undefined) throw new ServiceError('Ecr.ImageNotFoundException');
    const ImageStatus = this.archived.has(`${RepositoryName}@${ImageDigest}`) ? 'ARCHIVED' : 'ACTIVE';
    return { ImageDetails: [{ ImageDigest, ImageStatus, ImageTags: this.tagsOf(RepositoryName, ImageDigest) }] };
  }

  private tagsOf(repository: string, digest: string): string[] {
    const start = `${repository}:`;
    const of = [...this.tags].filter(([name, tagged]) => tagged === digest && name.startsWith(start));
    return of.map(([name]) => name.slice(start.length));
  }

  private describeImageScanFindings(given: {
    ImageId: { ImageDigest: string };
    MaxResults: number;
    NextToken?: string;
  }): unknown {
    const digest = given.ImageId.ImageDigest;
    const scan = this.scans.get(digest);
    if (!scan) throw new ServiceError('Ecr.ScanNotFoundException');
    const times = this.asked.get(digest) ?? 0;
    this.asked.set(digest, times + 1);
    if (times < (scan.notFound ?? 0)) throw new ServiceError('Ecr.ScanNotFoundException');
    const statuses = scan.statuses ?? [this.scan === 'basic' ? 'COMPLETE' : 'ACTIVE'];
    const Status = statuses[Math.min(times - (scan.notFound ?? 0), statuses.length - 1)];
    const Description = scan.description;
    const ImageScanStatus = { ...(Status && { Status }), ...(Description !== undefined && { Description }) };
    if ('raw' in scan)
      return scan.raw === undefined ? { ImageScanStatus } : { ImageScanStatus, ImageScanFindings: scan.raw };
    if (Status !== 'COMPLETE' && Status !== 'ACTIVE') return { ImageScanStatus };
    if (times < (scan.incomplete ?? 0)) return { ImageScanStatus, ImageScanFindings: {} };
    const start = Number(given.NextToken ?? 0);
    const end = start + given.MaxResults;
    const findings = scan.findings ?? [];
    return {
      ImageScanStatus,
      ImageScanFindings: {
        ImageScanCompletedAt: '2026-11-21T11:00:00Z',
        ...('counts' in scan
          ? scan.counts && { FindingSeverityCounts: scan.counts }
          : { FindingSeverityCounts: countsOf(findings) }),
        ...this.page(findings.slice(start, end)),
      },
      ...(end < findings.length ? { NextToken: String(end) } : {}),
    };
  }

  private page(findings: readonly Finding[]): object {
    const basic = ({ name, severity }: Finding): unknown => ({
      Name: name,
      Severity: severity,
      Description: this.description,
    });
    const enhanced = ({ name, severity }: Finding): unknown => ({
      PackageVulnerabilityDetails: { VulnerabilityId: name },
      Severity: severity,
      Status: 'ACTIVE',
      Description: this.description,
    });
    const listed = JSON.parse(JSON.stringify(findings.map(this.scan === 'basic' ? basic : enhanced))) as unknown[];
    if (this.scan === 'basic') return { Findings: listed };
    return listed.length === 0 ? {} : { EnhancedFindings: listed }; // as the service does
  }

  private startBuild(given: {
    ProjectName: string;
    EnvironmentVariablesOverride: { Name: string; Value: string }[];
  }): unknown {
    const variables = Object.fromEntries(given.EnvironmentVariablesOverride.map(({ Name, Value }) => [Name, Value]));
    this.builds.push(variables);
    if (given.ProjectName.endsWith('-deploy')) {
      const exported = [...this.deployed()].map((Value) => ({ Name: 'DEPLOYED', Value }));
      return { Build: { BuildStatus: 'SUCCEEDED', ExportedEnvironmentVariables: exported } };
    }
    const { SOURCE_REPOSITORY = '', IMAGE_DIGEST = '', IMAGE_TAG = '', TARGET_REPOSITORY = '' } = variables;
    const found = this.repository(SOURCE_REPOSITORY).get(IMAGE_DIGEST);
    if (!found) throw new ServiceError('States.TaskFailed', 'the build failed: no such image');
    if (this.copies) this.push(TARGET_REPOSITORY, found.manifest, IMAGE_TAG);
    return { Build: { BuildStatus: 'SUCCEEDED' } };
  }

  private publish(
    given: { Subject: string; Message: string; MessageAttributes?: Record<string, { StringValue: string }> },
    to: Told[],
  ): unknown {
    const { Subject, Message, MessageAttributes } = given;
    if (!/^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(Subject))
      throw new ServiceError('Sns.InvalidParameterException', Subject);
    if (Buffer.byteLength(Message) > 256 * 1024) throw new ServiceError('Sns.InvalidParameterException', 'too long');
    for (const { StringValue } of Object.values(MessageAttributes ?? {})) {
      if (StringValue === '') throw new ServiceError('Sns.InvalidParameterException', 'an empty attribute');
    }
    to.push({ verdict: MessageAttributes?.verdict?.StringValue ?? '', subject: Subject, text: Message });
    return { MessageId: '1' };
  }
}

function countsOf(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { severity = 'UNDEFINED' } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}
