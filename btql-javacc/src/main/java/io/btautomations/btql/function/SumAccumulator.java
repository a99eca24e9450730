package io.btautomations.btql.function;

import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import java.util.Optional;

/** Sum or average of numbers, true counting as 1 and false as 0; what is neither is passed over. */
final class SumAccumulator implements Accumulator {

    private final boolean isAverage;
    private long count;
    /** Whole numbers are added exactly. */
    private Value integers = NumberValue.of(0);

    /** Other numbers are added with the error of each addition carried along. */
    private double fractions;

    private double carried;

    SumAccumulator(boolean isAverage) {
        this.isAverage = isAverage;
    }

    static Optional<NumberValue> asNumber(Value value) {
        return switch (value) {
            case NumberValue number -> Optional.of(number);
            case BooleanValue bool -> Optional.of(NumberValue.of(bool.value() ? 1 : 0));
            default -> Optional.empty();
        };
    }

    @Override
    public void add(Value value) {
        asNumber(value).ifPresent(this::addNumber);
    }

    private void addNumber(NumberValue number) {
        count++;
        if (number.isInteger()) {
            integers = Arithmetics.add(integers, number);
        } else {
            addFraction(number.approximate());
        }
    }

    private void addFraction(double value) {
        double sum = fractions + value;
        carried += Math.abs(fractions) >= Math.abs(value) ? fractions - sum + value : value - sum + fractions;
        fractions = sum;
    }

    @Override
    public Value result() {
        if (count == 0) {
            return NullValue.NULL;
        }
        double fraction = fractions + carried;
        Value sum = fraction == 0
                ? integers
                : Double.isFinite(fraction) ? Arithmetics.add(integers, NumberValue.of(fraction)) : NullValue.NULL;
        return isAverage ? Arithmetics.divide(sum, NumberValue.of(count)) : sum;
    }
}
