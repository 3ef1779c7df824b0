/** The program that CodeBuild downloads. It must have this checksum. A newer version changes both. */
export const earthly = {
  version: '0.8.8',
  sha256: '6d72d203b4ba5ebf3124d09c41493f8370b05f042b78f93450c6d0e2d1cb224b',
};
