package dev.winnow.producers.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void shouldReadPlacesWhenFilesAreChangedAddedAndRemoved() {
    String diff =
        """
        diff --git a/src/A.java b/src/A.java
        index 1..2 100644
        --- a/src/A.java
        +++ b/src/A.java
        @@ -7 +7 @@ class A {
        -  a < b;
        +  a <= b;
        @@ -9,0 +10,2 @@ class A {
        +--- a/no/header
        +two
        diff --git a/new.txt b/new.txt
        new file mode 100644
        --- /dev/null
        +++ b/new.txt
        @@ -0,0 +1 @@
        +one
        diff --git a/old.txt b/old.txt
        deleted file mode 100644
        --- a/old.txt
        +++ /dev/null
        @@ -1 +0,0 @@
        --- two dashes
        """;

    assertThat(Change.parse(diff))
        .containsExactly(
            new Change("src/A.java", 7, List.of("  a < b;"), List.of("  a <= b;")),
            new Change("src/A.java", 10, List.of(), List.of("--- a/no/header", "two")),
            new Change("new.txt", 1, List.of(), List.of("one")),
            new Change("old.txt", 1, List.of("-- two dashes"), List.of()));
  }
}
