/// Gathers what a check finds, step by step.
struct StorageHealthFindings {
    private var steps: [StorageHealthStep.Name: StorageHealthStep] = [:]
    private(set) var errors: [String] = []

    /// Every step in its order; one that nothing is known of was not tried.
    var allSteps: [StorageHealthStep] {
        StorageHealthStep.Name.allCases.map { name in
            steps[name] ?? StorageHealthStep(name: name, status: .skipped, duration: .zero)
        }
    }

    /// Whether every step succeeded. A store that sends no `Date` leaves its clock unknown, which is no failure.
    var isHealthy: Bool {
        errors.isEmpty
            && allSteps.allSatisfy { $0.status == .healthy || ($0.name == .clockSkew && $0.status == .skipped) }
    }

    mutating func succeed(_ name: StorageHealthStep.Name, _ duration: Duration) {
        steps[name] = StorageHealthStep(name: name, status: .healthy, duration: duration)
    }

    mutating func fail(_ name: StorageHealthStep.Name, _ duration: Duration, code: String, _ sentences: [String]) {
        steps[name] = StorageHealthStep(name: name, status: .unhealthy, duration: duration, errorCode: code)
        errors += sentences
    }

    mutating func fail(_ name: StorageHealthStep.Name, _ duration: Duration, _ error: StorageError) {
        fail(name, duration, code: error.metricName, [error.description])
    }
}
