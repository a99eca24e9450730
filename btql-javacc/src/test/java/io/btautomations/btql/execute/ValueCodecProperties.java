package io.btautomations.btql.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueArbitraries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ValueCodecProperties {

    @Property
    void whatIsWrittenReadsBack(@ForAll("values") Value value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ValueCodec.write(value, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(ValueCodec.read(in)).isEqualTo(value);
        assertThat(in.read()).isNegative();
    }

    @Provide
    Arbitrary<Value> values() {
        return Arbitraries.oneOf(ValueArbitraries.values(3), Arbitraries.of(special()));
    }

    private static List<Value> special() {
        return List.of(
                new TextValue("\ud800 unpaired \udc00"),
                new TextValue("\u00e9\u4e16"),
                NumberValue.of(new BigDecimal("-1234567890123456789012345678.9")),
                NumberValue.of(Long.MIN_VALUE),
                NumberValue.of(1e300),
                NumberValue.of(0.1),
                new InstantValue(Instant.parse("2025-05-12T10:00:00.123456789Z")),
                new IntervalValue(-3, Duration.ofSeconds(-5, 7)),
                new SpreadValue(List.of(new TextValue("a"), NumberValue.of(1))));
    }
}
