package io.btautomations.btql.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("len", "lower", "coalesce", "current_timestamp", "count", "avg");

    @ParameterizedTest
    @CsvSource({
        "lenn, len",
        "LOWR, lower",
        "colaesce, coalesce",
        "curent_timestmp, current_timestamp",
        "cuont, count",
        "avg, avg",
        "xyz, ''",
        "lenght, ''",
        "x, ''",
    })
    void theClosestNameIsMeant(String typed, String meant) {
        assertThat(NearestName.to(typed, NAMES).orElse("")).isEqualTo(meant);
    }
}
