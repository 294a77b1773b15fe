package dev.swath.emulator.expression;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.archive.SearchBounds;
import dev.swath.emulator.raster.Budget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where the elements of collections come from. */
final class Sources {

    private Sources() {}

    /** Iterates until the next element is found or there is none. */
    private abstract static class Search implements Iterator<Element> {

        private Optional<Element> next = Optional.empty();

        /** Looks for the next element. */
        abstract Optional<Element> find();

        @Override
        public boolean hasNext() {
            if (next.isEmpty()) {
                next = find();
            }
            return next.isPresent();
        }

        @Override
        public Element next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Element found = next.orElseThrow();
            next = Optional.empty();
            return found;
        }
    }

    /** The elements of another source that pass a filter. */
    record Filtered(CollectionValue.Source source, FilterValue filter) implements CollectionValue.Source {

        @Override
        public Iterator<Element> elements() {
            Iterator<? extends Element> all = source.elements();
            return new Search() {
                @Override
                Optional<Element> find() {
                    while (all.hasNext()) {
                        Element element = all.next();
                        if (filter.test(element, element)) {
                            return Optional.of(element);
                        }
                    }
                    return Optional.empty();
                }
            };
        }
    }

    /** The elements of another source, each changed once. */
    static final class Mapped implements CollectionValue.Source {

        private final CollectionValue.Source source;
        private final UnaryOperator<Object> change;
        private final boolean dropNulls;
        private final List<Element> made = new ArrayList<>();
        private boolean complete;

        Mapped(CollectionValue.Source source, UnaryOperator<Object> change, boolean dropNulls) {
            this.source = source;
            this.change = change;
            this.dropNulls = dropNulls;
        }

        @Override
        public Iterator<Element> elements() {
            if (complete) {
                return Collections.unmodifiableList(made).iterator();
            }
            Iterator<? extends Element> all = source.elements();
            List<Element> here = new ArrayList<>();
            return new Search() {
                @Override
                Optional<Element> find() {
                    while (all.hasNext()) {
                        Optional<Element> changed = changed(all.next());
                        if (changed.isPresent()) {
                            remember(here, changed.get());
                            return changed;
                        }
                    }
                    keep(here);
                    return Optional.empty();
                }
            };
        }

        private static void remember(List<Element> here, Element element) {
            if (here.size() <= CollectionValue.MOST) {
                here.add(element);
            }
        }

        private void keep(List<Element> here) {
            if (!complete && here.size() <= CollectionValue.MOST) {
                made.clear();
                made.addAll(here);
                complete = true;
            }
        }

        private Optional<Element> changed(Element element) {
            Object result = change.apply(element);
            if (result == Nothing.NULL && dropNulls) {
                return Optional.empty();
            }
            return Optional.of(Convert.element(result));
        }

        @Override
        public long size() {
            return dropNulls ? CollectionValue.Source.super.size() : source.size();
        }
    }

    /** A stored collection, narrowed by filters on place and time. */
    record Stored(SceneCollection collection, Archive archive, Budget budget, List<FilterValue> filters)
            implements CollectionValue.Source {

        @Override
        public Iterator<Element> elements() {
            Iterator<Element> found = described();
            return new Search() {
                @Override
                Optional<Element> find() {
                    return found.hasNext() ? Optional.of(StoredImage.whole(found.next())) : Optional.empty();
                }
            };
        }

        @Override
        public Iterator<Element> described() {
            SearchBounds bounds = new SearchBounds();
            filters.forEach(filter -> filter.narrow(bounds));
            Iterator<Scene> scenes = bounds.isEmpty() ? Collections.emptyIterator() : scenes(bounds.query());
            return new Search() {
                @Override
                Optional<Element> find() {
                    while (scenes.hasNext()) {
                        budget.check();
                        StoredImage image = new StoredImage(collection, scenes.next(), archive);
                        if (filters.stream().allMatch(filter -> filter.test(image, image))) {
                            return Optional.of(image);
                        }
                    }
                    return Optional.empty();
                }
            };
        }

        /** An index names one scene, which needs no search. */
        private Iterator<Scene> scenes(SceneCollection.Query query) {
            Set<Object> indexes = query.properties().get("system:index");
            return indexes == null
                    ? collection.scenes(query)
                    : indexes.stream()
                            .flatMap(index -> collection.scene(String.valueOf(index)).stream())
                            .sorted(Comparator.comparing(Scene::start).thenComparing(Scene::index))
                            .iterator();
        }

        @Override
        public CollectionValue.Source filtered(FilterValue filter) {
            List<FilterValue> more = new ArrayList<>(filters);
            more.add(filter);
            return new Stored(collection, archive, budget, List.copyOf(more));
        }
    }
}
