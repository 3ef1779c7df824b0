/** A Dockerfile that is read at synth, so that a base image that the build may not pull is found before the build fails. */
export interface LocalDockerfileOptions {
  /**
   * The path of the Dockerfile on the machine that synthesizes, relative to the folder that the app runs in. Throws if it starts from
   * an image of ECR that the build may not pull. Name such an image in `baseImages` of a CodeBuild project, or in `pullRepositories`
   * of the role of a workflow. Warns of an image of a registry without public images, and of one whose variable has no value. Throws
   * if the file cannot be read.
   *
   * @default - no file is read at synth, and a build that cannot pull an image says why
   */
  readonly localDockerfile?: string;
}
