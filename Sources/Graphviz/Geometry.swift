/// A place in points; x grows to the right, y downwards.
package struct Point: Equatable, Sendable {
    /// From the left.
    package var x: Double
    /// From the top.
    package var y: Double

    /// Makes a point.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle in points; y grows downwards.
package struct Rectangle: Equatable, Sendable {
    /// The left side.
    package var x: Double
    /// The top.
    package var y: Double
    /// The extent to the right.
    package var width: Double
    /// The extent downwards.
    package var height: Double

    /// Makes a rectangle.
    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The right side.
    package var right: Double { x + width }
    /// The bottom.
    package var bottom: Double { y + height }
}

/// The way of an edge.
package struct Route: Equatable, Sendable {
    /// One curve from tail to head: a point, then three for each cubic piece. Empty where the engine drew none.
    package var curve: [Point]
    /// The corners of the arrowhead. Empty before a rendering pass, which computes it.
    package var arrowhead: [Point]

    /// Makes a route.
    package init(curve: [Point] = [], arrowhead: [Point] = []) {
        self.curve = curve
        self.arrowhead = arrowhead
    }
}
