package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.javacc.parser.JavaCCErrors;
import org.javacc.parser.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JavaCC only warns of ambiguous choices and then takes the first; here that is a failure. */
class GrammarWarningsTest {

    @Test
    void theGrammarHasNoAmbiguousChoice(@TempDir Path output) throws Exception {
        Path grammar = LanguagePage.repository().resolve("btql-javacc/src/main/javacc/Btql.jj");
        int exitCode = Main.mainProgram(new String[] {"-OUTPUT_DIRECTORY=" + output, grammar.toString()});
        assertThat(exitCode).isZero();
        assertThat(JavaCCErrors.get_error_count()).isZero();
        assertThat(JavaCCErrors.get_warning_count()).isZero();
    }
}
