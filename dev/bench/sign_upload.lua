-- POST sign_upload for one CSV of a megabyte, as each of the users in turn.
require("requests")

function init(arguments)
    prepare(arguments[1], function(_, token, line_number)
        local body = '{"filename":"transactions_' .. line_number .. '.csv","file_type":"source",'
            .. '"content_type":"text/csv","file_size_bytes":1048576}'
        return wrk.format("POST", "/api/v1/files/sign_upload",
            { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }, body)
    end)
end
