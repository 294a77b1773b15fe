package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Formulas of images.
 *
 * @param interpreter calls the functions of images
 * @param image the image that {@code b(...)} takes bands of
 * @param variables the other images
 * @param bandsAreVariables whether a name that is not a variable is a band of the image
 */
record ImageAlgebra(
        Interpreter interpreter, ImageValue image, Map<String, ImageValue> variables, boolean bandsAreVariables)
        implements Formula.Algebra<ImageValue> {

    private static final Map<String, Double> CONSTANTS = Map.of("PI", Math.PI, "E", Math.E);

    /** The function that a formula defines. */
    static Procedure procedure(Arguments arguments) {
        Formula formula = Formula.parse(arguments.text("expression"));
        String name = arguments.text("argName");
        List<String> names = arguments.texts("vars");
        boolean free = arguments.flag("mapFreeVarsToDefaultImageBands");
        Interpreter interpreter = arguments.interpreter();
        return new Procedure(names, values -> {
            Map<String, ImageValue> images = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String each = names.get(i);
                Convert.image(values.get(i)).ifPresent(value -> images.put(each, value));
            }
            ImageValue first = images.getOrDefault(name, ImageValue.of(List.of()));
            return formula.evaluate(new ImageAlgebra(interpreter, first, images, free));
        });
    }

    @Override
    public ImageValue number(Number value) {
        return ImageValue.constant(value);
    }

    @Override
    public ImageValue variable(String name) {
        ImageValue known = variables.get(name);
        if (known != null) {
            return known;
        }
        if (bandsAreVariables && image.names().contains(name)) {
            return band(image, name);
        }
        if (CONSTANTS.containsKey(name)) {
            return ImageValue.constant(CONSTANTS.get(name));
        }
        throw ComputationException.of("Image.parseExpression: Unknown variable '%s'.", name);
    }

    @Override
    public ImageValue band(ImageValue of, Object band) {
        return of.withBands(Bands.select("Image.parseExpression", of, List.of(band)));
    }

    @Override
    public ImageValue unary(String function, ImageValue value) {
        return (ImageValue) interpreter.call("Image." + function, Map.of("value", value));
    }

    @Override
    public ImageValue binary(String function, ImageValue left, ImageValue right) {
        return (ImageValue) interpreter.call("Image." + function, Map.of("image1", left, "image2", right));
    }

    @Override
    public ImageValue choice(ImageValue condition, ImageValue yes, ImageValue no) {
        return (ImageValue) ImageMaskFunctions.choice(condition, yes, no);
    }

    @Override
    public ImageValue call(String function, List<Object> arguments) {
        if (function.equals("b")) {
            return image.withBands(Bands.select(
                    "Image.parseExpression",
                    image,
                    arguments.stream().map(ImageAlgebra::selector).toList()));
        }
        if (arguments.size() == 1 && Numbers.UNARY.containsKey(function)) {
            return unary(function, (ImageValue) arguments.get(0));
        }
        if (arguments.size() == 1 && Numbers.CASTS.containsKey(function)) {
            return unary(function, (ImageValue) arguments.get(0));
        }
        if (arguments.size() == 2 && Numbers.BINARY.containsKey(function)) {
            return binary(function, (ImageValue) arguments.get(0), (ImageValue) arguments.get(1));
        }
        throw ComputationException.of(
                "Image.parseExpression: Unknown function '%s' of %d arguments.", function, arguments.size());
    }

    /** A band's name, or the position that a constant holds. */
    private static Object selector(Object argument) {
        return argument instanceof ImageValue constant
                ? (Object) (long) constant.first().type().min()
                : argument;
    }
}
