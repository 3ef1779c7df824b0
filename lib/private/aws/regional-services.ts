/** A service that not every Region has. */
export interface RegionalService {
  /** The resource type of CloudFormation that shows whether a Region has the service. */
  readonly type: string;
  /** The name of the service. */
  readonly name: string;
  /** The alternatives, as sentences. */
  readonly remedy: string;
}

/** The services that not every Region has, by the parts of this library that need them. */
export const regionalServices = {
  builds: {
    type: 'AWS::CodeBuild::Project',
    name: 'AWS CodeBuild',
    remedy: 'Build in another Region and replicate the images, or push them from a CI system.',
  },
  fleets: {
    type: 'AWS::CodeBuild::Fleet',
    name: 'CodeBuild fleets',
    remedy: 'Leave `fleet` out to build on machines on demand.',
  },
  connections: {
    type: 'AWS::CodeConnections::Connection',
    name: 'AWS CodeConnections',
    remedy: 'Build from a ZIP file in S3, build in another Region and replicate the images, or push from a CI system.',
  },
  codeCommit: {
    type: 'AWS::CodeCommit::Repository',
    name: 'AWS CodeCommit',
    remedy: 'Build from a ZIP file in S3, or build in another Region and replicate the images.',
  },
  enhancedScanning: {
    type: 'AWS::InspectorV2::Filter',
    name: 'Amazon Inspector',
    remedy: 'Use basic scanning.',
  },
  signing: {
    type: 'AWS::ECR::SigningConfiguration',
    name: 'managed signing in Amazon ECR',
    remedy: 'Leave `signingProfile` out, or promote to a registry in another Region.',
  },
} satisfies Record<string, RegionalService>;
