import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';

const byDefault = new WeakSet<CfnRepository>();

/** Remembers whether the scan of pushes is the default. The template does not show the difference. */
export function rememberScanning(resource: CfnRepository, imageScanOnPush: boolean | undefined): void {
  if (imageScanOnPush === undefined) byDefault.add(resource);
}

/** Whether a repository scans pushes because its app did not say otherwise. */
export function scansByDefault(resource: CfnRepository): boolean {
  return byDefault.has(resource);
}
