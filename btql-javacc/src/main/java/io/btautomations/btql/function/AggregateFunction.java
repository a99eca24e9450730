package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A function of the values that an expression has on the rows of a group. All of them pass over null. */
public enum AggregateFunction {
    COUNT {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new CountAccumulator();
        }
    },
    COUNT_DISTINCT {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new DistinctAccumulator();
        }
    },
    SUM {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new SumAccumulator(false);
        }
    },
    AVG {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new SumAccumulator(true);
        }
    },
    MIN {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new BestAccumulator(-1);
        }
    },
    MAX {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new BestAccumulator(1);
        }
    },
    ANY_VALUE {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new FirstAccumulator();
        }
    },
    PERCENTILE {
        @Override
        public Accumulator newAccumulator(double parameter) {
            return new PercentileAccumulator(parameter);
        }
    };

    /** The function's name as texts spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the result, given that of the values. */
    public BtqlType resultType(BtqlType argument) {
        return switch (this) {
            case COUNT, COUNT_DISTINCT, SUM, AVG, PERCENTILE -> BtqlType.NUMBER;
            case MIN, MAX, ANY_VALUE -> argument;
        };
    }

    /**
     * A new, empty group.
     *
     * @param parameter for {@link #PERCENTILE} the fraction, 0 to 1; without meaning for others
     */
    public abstract Accumulator newAccumulator(double parameter);

    private static final class CountAccumulator implements Accumulator {

        private long count;

        @Override
        public void add(Value value) {
            if (!value.isNull()) {
                count++;
            }
        }

        @Override
        public Value result() {
            return NumberValue.of(count);
        }
    }

    private static final class DistinctAccumulator implements Accumulator {

        private final Set<Value> seen = new HashSet<>();

        @Override
        public void add(Value value) {
            if (!value.isNull()) {
                seen.add(value);
            }
        }

        @Override
        public Value result() {
            return NumberValue.of(seen.size());
        }

        @Override
        public int retained() {
            return seen.size();
        }
    }

    private static final class BestAccumulator implements Accumulator {

        private final int sign;
        private Value best = NullValue.NULL;

        BestAccumulator(int sign) {
            this.sign = sign;
        }

        @Override
        public void add(Value value) {
            if (!value.isNull() && (best.isNull() || ValueOrder.ASCENDING.compare(value, best) * sign > 0)) {
                best = value;
            }
        }

        @Override
        public Value result() {
            return best;
        }
    }

    private static final class FirstAccumulator implements Accumulator {

        private Value first = NullValue.NULL;

        @Override
        public void add(Value value) {
            if (first.isNull()) {
                first = value;
            }
        }

        @Override
        public Value result() {
            return first;
        }
    }

    /** Linear interpolation between the two closest ranks. */
    private static final class PercentileAccumulator implements Accumulator {

        private final double fraction;
        private final List<NumberValue> numbers = new ArrayList<>();

        PercentileAccumulator(double fraction) {
            this.fraction = fraction;
        }

        @Override
        public void add(Value value) {
            SumAccumulator.asNumber(value).ifPresent(numbers::add);
        }

        @Override
        public Value result() {
            if (numbers.isEmpty()) {
                return NullValue.NULL;
            }
            numbers.sort(null);
            double rank = fraction * (numbers.size() - 1);
            int below = (int) Math.floor(rank);
            NumberValue low = numbers.get(below);
            if (rank == below) {
                return low;
            }
            NumberValue high = numbers.get(below + 1);
            double interpolated = low.approximate() + (rank - below) * (high.approximate() - low.approximate());
            return Double.isFinite(interpolated) ? NumberValue.of(interpolated) : NullValue.NULL;
        }

        @Override
        public int retained() {
            return numbers.size();
        }
    }
}
