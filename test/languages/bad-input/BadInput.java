package registry;

import io.github.cdkecrpublishing.ImageRepository;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

public final class BadInput {
  public static void main(final String[] args) {
    ImageRepository.Builder.create(new Stack(new App(), "Stack"), "Images")
        .repositoryName("Team/Service")
        .build();
  }
}
